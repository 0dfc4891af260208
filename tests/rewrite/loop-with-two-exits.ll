; A counter that starts beyond the value it is compared with leaves its loop by the other exit, not early.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && %run %t 0000000000000000 0300000000000000 0900000000000000 6400000000000000 | FileCheck %s
; CHECK: run prog 0 10
; CHECK-NEXT: run prog 1 3
; CHECK-NEXT: run prog 2 9
; CHECK-NEXT: run prog 3 10
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "syscall" {
entry:
  %n = load i64, ptr %ctx
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %more ]
  %far = icmp ugt i64 %i, 9
  br i1 %far, label %done, label %more
more:
  %next = add i64 %i, 1
  %same = icmp eq i64 %next, %n
  br i1 %same, label %done, label %loop
done:
  %r = phi i64 [ %i, %loop ], [ %next, %more ]
  %t = trunc i64 %r to i32
  ret i32 %t
}
