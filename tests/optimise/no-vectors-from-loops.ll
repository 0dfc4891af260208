; A loop over words is not made one over vectors.
; RUN: opt -passes='default<O3>' -S %s | FileCheck %s --check-prefix=LLVM
; RUN: rm -rf %t && mkdir -p %t && %shim %s -O3 -o %t/out --dump-module %t && cat %t/*-final.ll | FileCheck %s
; LLVM: x i{{[0-9]+}}>
; CHECK: define
; CHECK-NOT: x i{{[0-9]+}}>
target triple = "bpfel"
@words = global [5000 x i32] zeroinitializer
define i32 @prog(ptr %ctx) section "xdp" {
entry:
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %sum = phi i32 [ 0, %entry ], [ %sum.next, %loop ]
  %at = getelementptr i32, ptr @words, i64 %i
  %x = load i32, ptr %at
  %sum.next = add i32 %sum, %x
  %next = add i64 %i, 1
  %more = icmp ult i64 %next, 5000
  br i1 %more, label %loop, label %done
done:
  ret i32 %sum.next
}
