; A loop that folds a sum is straightened where nobody sees its rounds; one that counts them, or
; shows the sum of each round, stays a loop.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && llvm-objdump -d %t | FileCheck %s --check-prefix=CODE
; RUN: %run %t 0300000000000000 0101000000000000 ffffffff00000000 | FileCheck %s
; CODE-LABEL: <folded>:
; CODE-NOT: if
; CODE: exit
; CODE-LABEL: <counted>:
; CODE: if
; CODE-LABEL: <shown>:
; CODE: if
; CODE-LABEL: <last>:
; CODE: if
; CHECK: run folded 0 3
; CHECK-NEXT: run counted 0 259
; CHECK-NEXT: run shown 0 3
; CHECK-NEXT: run last 0 3
; CHECK-NEXT: run folded 1 2
; CHECK-NEXT: run counted 1 258
; CHECK-NEXT: run shown 1 2
; CHECK-NEXT: run last 1 257
; CHECK-NEXT: run folded 2 255
; CHECK-NEXT: run counted 2 1279
; CHECK-NEXT: run shown 2 16844025
; CHECK-NEXT: run last 2 510
target triple = "bpfel"
define i32 @folded(ptr %ctx) section "syscall" {
entry:
  %field = load i32, ptr %ctx
  %start = lshr i32 %field, 8
  br label %loop
loop:
  %sum = phi i32 [ %field, %entry ], [ %next, %loop ]
  %part = phi i32 [ %start, %entry ], [ %high, %loop ]
  %low = and i32 %sum, 255
  %next = add i32 %low, %part
  %high = lshr i32 %next, 8
  %done = icmp eq i32 %high, 0
  br i1 %done, label %leave, label %loop
leave:
  ret i32 %next
}
define i32 @counted(ptr %ctx) section "syscall" {
entry:
  %field = load i32, ptr %ctx
  %start = lshr i32 %field, 8
  br label %loop
loop:
  %sum = phi i32 [ %field, %entry ], [ %next, %loop ]
  %part = phi i32 [ %start, %entry ], [ %high, %loop ]
  %rounds = phi i32 [ 0, %entry ], [ %more, %loop ]
  %low = and i32 %sum, 255
  %next = add i32 %low, %part
  %high = lshr i32 %next, 8
  %more = add i32 %rounds, 1
  %done = icmp eq i32 %high, 0
  br i1 %done, label %leave, label %loop
leave:
  %result = shl i32 %more, 8
  %both = or i32 %result, %next
  ret i32 %both
}
define i32 @shown(ptr %ctx) section "syscall" {
entry:
  %field = load i32, ptr %ctx
  %start = lshr i32 %field, 8
  br label %loop
loop:
  %sum = phi i32 [ %field, %entry ], [ %next, %loop ]
  %part = phi i32 [ %start, %entry ], [ %high, %loop ]
  %low = and i32 %sum, 255
  %next = add i32 %low, %part
  %high = lshr i32 %next, 8
  %to = getelementptr i8, ptr %ctx, i64 4
  %so.far = load volatile i32, ptr %to
  %all = add i32 %so.far, %next
  store volatile i32 %all, ptr %to
  %done = icmp eq i32 %high, 0
  br i1 %done, label %leave, label %loop
leave:
  %result = load volatile i32, ptr %to
  ret i32 %result
}
define i32 @last(ptr %ctx) section "syscall" {
entry:
  %field = load i32, ptr %ctx
  %start = lshr i32 %field, 8
  br label %loop
loop:
  %sum = phi i32 [ %field, %entry ], [ %next, %loop ]
  %part = phi i32 [ %start, %entry ], [ %high, %loop ]
  %low = and i32 %sum, 255
  %next = add i32 %low, %part
  %high = lshr i32 %next, 8
  %done = icmp eq i32 %high, 0
  br i1 %done, label %leave, label %loop
leave:
  ret i32 %sum
}
