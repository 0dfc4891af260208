; Where the counter may wrap around before it comes to its end, and that takes no longer than a program may, nothing is
; known of the number of rounds.
; RUN: %status 5 %shim %s -o %t --dump-module=%t.d 2>&1 | FileCheck %s --check-prefix=LONG
; LONG: error: in 'wraps': the verifier probably finds more than 8192 branches in a row too complex in any Linux
; RUN: cat %t.d/*-bounded-rounds.ll | FileCheck %s
; CHECK-LABEL: @wraps(
; CHECK-NOT: asm
; CHECK: ret i32
target triple = "bpfel"
define i32 @wraps(ptr %ctx) section "syscall" {
entry:
  %field = load i32, ptr %ctx
  %at = getelementptr i8, ptr %ctx, i64 4
  %rest = urem i32 %field, 97
  br label %loop
loop:
  %i = phi i32 [ 3, %entry ], [ %next, %loop ]
  %x = load volatile i32, ptr %at
  %next = add i32 %i, 1
  %last = icmp eq i32 %next, %rest
  br i1 %last, label %done, label %loop
done:
  ret i32 0
}
