; A counter of eight bits goes round: compared with 0 after its first step, it makes 256 rounds.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && %run -e -m .bss %t 00 01 03 | FileCheck %s
; CHECK: map .bss 00000000 00010000
; CHECK: map .bss 00000000 01010000
; CHECK: map .bss 00000000 04010000
target triple = "bpfel"
@rounds = global i32 0, section ".bss"
define i32 @prog(ptr %ctx) section "syscall" {
entry:
  %n = load i8, ptr %ctx
  br label %loop
loop:
  %i = phi i8 [ 0, %entry ], [ %next, %loop ]
  %old = load volatile i32, ptr @rounds
  %new = add i32 %old, 1
  store volatile i32 %new, ptr @rounds
  %next = add i8 %i, 1
  %same = icmp eq i8 %next, %n
  br i1 %same, label %done, label %loop
done:
  ret i32 0
}
