; Loops are unrolled as LLVM does it by itself, as bpf-linker, too; --unroll-loops, or a kernel that has none, unrolls them.
; RUN: %peer %s -o %t && llvm-objdump -d %t | FileCheck %s --check-prefix=LOOP
; RUN: %peer %s -o %t --unroll-loops && llvm-objdump -d %t | FileCheck %s --check-prefix=UNROLLED
; RUN: %peer %s -o %t --kernel 4.19 && llvm-objdump -d %t | FileCheck %s --check-prefix=UNROLLED
; RUN: %shim %s -o %t && llvm-objdump -d %t | FileCheck %s --check-prefix=LOOP
; LOOP: <large>:
; LOOP: goto -
; LOOP: <small>:
; LOOP-NOT: goto -
; UNROLLED: <large>:
; UNROLLED-NOT: goto -
; UNROLLED: <small>:
target triple = "bpfel"
define i32 @large(ptr %ctx) section "raw_tp" {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %sum = phi i32 [ 0, %entry ], [ %sum.next, %loop ]
  %x = load volatile i32, ptr %ctx
  %sum.next = add i32 %sum, %x
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, 1000
  br i1 %more, label %loop, label %done
done:
  ret i32 %sum.next
}
define i32 @small(ptr %ctx) section "raw_tp" {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %sum = phi i32 [ 0, %entry ], [ %sum.next, %loop ]
  %x = load volatile i32, ptr %ctx
  %sum.next = add i32 %sum, %x
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, 4
  br i1 %more, label %loop, label %done
done:
  ret i32 %sum.next
}
