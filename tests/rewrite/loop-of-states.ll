; A round that takes its way by one small number, which is all that it hands on, comes to no other end after as many
; rounds as that has values: they are counted, and each round forgets by which way it was reached. Where memory ends
; the loop, too, or it calls a helper, it does not get the count.
; REQUIRES: root-bpf
; RUN: rm -rf %t.d %t.d2 %t.d3 && %shim %s -o %t --dump-module=%t.d
; RUN: cat %t.d/*-bounded-rounds.ll | FileCheck %s --check-prefix=IR
; RUN: %run %t 00000000 01000000 03000000 04000000 05000000 | FileCheck %s
; CHECK: run prog 0 0
; CHECK: run prog 1 4176005288
; CHECK: run prog 2 957937896
; CHECK: run prog 3 3905464568
; CHECK: run prog 4 2035890456
; IR-LABEL: @prog(
; IR: store volatile i32
; IR: icmp ugt i64 {{.*}}, 16
; RUN: sed 's/eq i8 0, 1/eq i8 %%here, 77/' %s > %t.other.ll
; RUN: not %shim %t.other.ll -o %t.other --dump-module=%t.d2 2>&1 | FileCheck %s --check-prefix=MANY
; RUN: cat %t.d2/*-bounded-rounds.ll | FileCheck %s --check-prefix=OTHER
; RUN: sed 's/^  %here = load/  call i64 inttoptr (i64 5 to ptr)()\n  %here = load/' %s > %t.call.ll
; RUN: not %shim %t.call.ll -o %t.call --dump-module=%t.d3 2>&1 | FileCheck %s --check-prefix=MANY
; RUN: cat %t.d3/*-bounded-rounds.ll | FileCheck %s --check-prefix=OTHER
; MANY: the verifier probably finds more than 8192 branches in a row too complex in any Linux
; OTHER-LABEL: @prog(
; OTHER-NOT: store volatile i32
; OTHER: ret i32
target triple = "bpfel"

; Turns 16 bytes round by n, in the cycle of the first one.
define i32 @prog(ptr %ctx) section "syscall" {
entry:
  %bytes = alloca [16 x i8], align 8
  %half = getelementptr i8, ptr %bytes, i64 8
  store i64 506097522914230528, ptr %bytes
  store i64 1084818905618843912, ptr %half
  %given = load i32, ptr %ctx
  %low = and i32 %given, 7
  %n = zext i32 %low to i64
  %none = icmp eq i64 %n, 0
  br i1 %none, label %same, label %start
start:
  %back = sub nuw nsw i64 16, %n
  %first = load i8, ptr %bytes
  br label %head
head:
  %i = phi i64 [ %back, %start ], [ %on, %up ], [ %less, %down ]
  %moved = phi i8 [ %first, %start ], [ %here, %up ], [ %here, %down ]
  %inside = icmp ult i64 %i, 16
  br i1 %inside, label %swap, label %never
swap:
  %place = getelementptr inbounds i8, ptr %bytes, i64 %i
  %here = load i8, ptr %place
  store i8 %moved, ptr %place
  %stop = icmp eq i8 0, 1
  br i1 %stop, label %done, label %turn
turn:
  %before = icmp ult i64 %i, %n
  br i1 %before, label %up, label %down
up:
  %on = add nuw nsw i64 %i, %back
  br label %head
down:
  %less = sub i64 %i, %n
  %round = icmp eq i64 %less, 0
  br i1 %round, label %done, label %head
done:
  store i8 %here, ptr %bytes
  %a.at = getelementptr i8, ptr %bytes, i64 4
  %a = load i32, ptr %a.at
  %b.at = getelementptr i8, ptr %bytes, i64 12
  %b = load i32, ptr %b.at
  %mixed = mul i32 %a, 31
  %sum = add i32 %mixed, %b
  ret i32 %sum
never:
  unreachable
same:
  ret i32 0
}
