; A loop whose count is only known to be at most 63, and that may be left early, leaves no loop.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && llvm-objdump -d %t | FileCheck %s --check-prefix=CODE
; RUN: %run %t 0000000003000000 0500000003000000 3f00000003000000 3f00000009000000 | FileCheck %s
; CODE-NOT: goto -
; CODE: exit
; CHECK: run prog 0 0
; CHECK-NEXT: run prog 1 15
; CHECK-NEXT: run prog 2 102
; CHECK-NEXT: run prog 3 108
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "syscall" {
entry:
  %field = load i32, ptr %ctx
  %n = and i32 %field, 63
  %at = getelementptr i8, ptr %ctx, i64 4
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %go.on ]
  %sum = phi i32 [ 0, %entry ], [ %sum.next, %go.on ]
  %more = icmp ult i32 %i, %n
  br i1 %more, label %body, label %done
body:
  %x = load volatile i32, ptr %at
  %sum.next = add i32 %sum, %x
  %enough = icmp ugt i32 %sum.next, 100
  br i1 %enough, label %done, label %go.on
go.on:
  %next = add i32 %i, 1
  br label %loop
done:
  %r = phi i32 [ %sum, %loop ], [ %sum.next, %body ]
  ret i32 %r
}
