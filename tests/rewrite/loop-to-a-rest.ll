; The verifier does not know how large the rest of a division is: a loop up to one counts its rounds. A loop whose end
; shows does not.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t --dump-module=%t.d
; RUN: cat %t.d/*-bounded-rounds.ll | FileCheck %s --check-prefix=IR
; RUN: %run %t 0000000002000000 0600000002000000 0b00000002000000 | FileCheck %s
; CHECK: run prog 0 400
; CHECK: run prog 1 388
; CHECK: run prog 2 378
; IR-LABEL: @prog(
; IR: %[[COUNT:[0-9]+]] = phi i64
; IR: %[[COPY:[0-9]+]] = call i64 asm "", "=r,0"(i64 %[[COUNT]])
; IR: icmp ugt i64 %[[COPY]], 199
; IR-LABEL: @shows(
; IR-NOT: asm
; IR: ret i32
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "syscall" {
entry:
  %field = load i32, ptr %ctx
  %at = getelementptr i8, ptr %ctx, i64 4
  %rest = urem i32 %field, 97
  %n = sub i32 200, %rest
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %sum = phi i32 [ 0, %entry ], [ %sum.next, %loop ]
  %x = load volatile i32, ptr %at
  %sum.next = add i32 %sum, %x
  %next = add i32 %i, 1
  %goes = icmp ult i32 %next, %n
  br i1 %goes, label %loop, label %done
done:
  ret i32 %sum.next
}
define i32 @shows(ptr %ctx) section "syscall" {
entry:
  %field = load i32, ptr %ctx
  %at = getelementptr i8, ptr %ctx, i64 4
  %n = and i32 %field, 511
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %x = load volatile i32, ptr %at
  %next = add i32 %i, 1
  %goes = icmp ult i32 %next, %n
  br i1 %goes, label %loop, label %done
done:
  ret i32 0
}
