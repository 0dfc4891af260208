; An inclusive range up to a value with a known maximum is unrolled, and makes the same rounds.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && llvm-objdump -d %t | FileCheck %s --check-prefix=CODE
; RUN: %run %t 0000000001000000 0500000001000000 3f00000001000000 4000000001000000 | FileCheck %s
; CODE-NOT: goto -
; CODE: exit
; CHECK: run prog 0 1
; CHECK-NEXT: run prog 1 6
; CHECK-NEXT: run prog 2 64
; CHECK-NEXT: run prog 3 1
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "syscall" {
entry:
  %field = load i32, ptr %ctx
  %n = and i32 %field, 63
  %at = getelementptr i8, ptr %ctx, i64 4
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %sum = phi i32 [ 0, %entry ], [ %sum.next, %loop ]
  %x = load volatile i32, ptr %at
  %sum.next = add i32 %sum, %x
  %less = icmp ult i32 %i, %n
  %step = zext i1 %less to i32
  %next = add i32 %i, %step
  br i1 %less, label %loop, label %done
done:
  ret i32 %sum.next
}
