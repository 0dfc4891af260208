; A loop of a constant number of rounds, far beyond what a compiler would unroll, leaves no loop with --unroll-loops.
; REQUIRES: root-bpf
; RUN: %shim %s --unroll-loops -o %t && llvm-objdump -d %t | FileCheck %s --check-prefix=CODE
; RUN: %run %t 03000000 | FileCheck %s
; CODE-NOT: goto -
; CODE: exit
; CHECK: run prog 0 3000
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "syscall" {
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
