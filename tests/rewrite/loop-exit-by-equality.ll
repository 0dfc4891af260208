; A loop that counts up to a value with a known maximum and leaves by equality is unrolled.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && llvm-objdump -d %t | FileCheck %s --check-prefix=CODE
; RUN: %run %t 0000000002000000 0500000002000000 0f00000002000000 | FileCheck %s
; CODE-NOT: goto -
; CODE: exit
; CHECK: run prog 0 0
; CHECK-NEXT: run prog 1 10
; CHECK-NEXT: run prog 2 30
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "syscall" {
entry:
  %field = load i32, ptr %ctx
  %n = and i32 %field, 15
  %at = getelementptr i8, ptr %ctx, i64 4
  %none = icmp eq i32 %n, 0
  br i1 %none, label %done, label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %sum = phi i32 [ 0, %entry ], [ %sum.next, %loop ]
  %x = load volatile i32, ptr %at
  %sum.next = add i32 %sum, %x
  %next = add i32 %i, 1
  %last = icmp eq i32 %next, %n
  br i1 %last, label %done, label %loop
done:
  %r = phi i32 [ 0, %entry ], [ %sum.next, %loop ]
  ret i32 %r
}
