; A loop over a constant table of functions (dyn, a list of steps) calls each of them in turn.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && llvm-objdump -d %t | FileCheck %s --check-prefix=CODE --implicit-check-not="{{call[x ]}}"
; RUN: %run %t 05000000 | FileCheck %s
; CODE: exit
; CHECK: run prog 0 12
target triple = "bpfel"
@steps = internal constant [2 x ptr] [ptr @plus, ptr @twice]
define internal i32 @plus(i32 %x) {
  %r = add i32 %x, 1
  ret i32 %r
}
define internal i32 @twice(i32 %x) {
  %r = mul i32 %x, 2
  ret i32 %r
}
define i32 @prog(ptr %ctx) section "syscall" {
entry:
  %x = load i32, ptr %ctx
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %v = phi i32 [ %x, %entry ], [ %r, %loop ]
  %at = getelementptr ptr, ptr @steps, i64 %i
  %f = load ptr, ptr %at
  %r = call i32 %f(i32 %v)
  %next = add i64 %i, 1
  %more = icmp ult i64 %next, 2
  br i1 %more, label %loop, label %done
done:
  ret i32 %r
}
