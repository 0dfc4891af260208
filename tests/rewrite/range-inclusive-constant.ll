; An inclusive range with constant ends (rustc steps it by "i < n ? i + 1 : i") can be unrolled.
; REQUIRES: root-bpf
; RUN: %shim %s --unroll-loops -o %t && llvm-objdump -d %t | FileCheck %s --check-prefix=CODE
; RUN: %run %t 02000000 | FileCheck %s
; CODE-NOT: goto -
; CODE: exit
; CHECK: run prog 0 40200
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "syscall" {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %sum = phi i32 [ 0, %entry ], [ %sum.next, %loop ]
  %x = load volatile i32, ptr %ctx
  %term = mul i32 %x, %i
  %sum.next = add i32 %sum, %term
  %last = icmp uge i32 %i, 200
  %up = add i32 %i, 1
  %next = select i1 %last, i32 %i, i32 %up
  br i1 %last, label %done, label %loop
done:
  ret i32 %sum.next
}
