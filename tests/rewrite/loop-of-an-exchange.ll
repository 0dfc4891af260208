; A loop that repeats an atomic exchange until it succeeds has no end that the verifier sees: the tries are counted, and
; the program ends behind the last one as by a panic. With more ways through a round, or more such loops, there are
; fewer. A loop that counts its own tries is left alone.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t --cpu=v3 --dump-module=%t.d
; RUN: cat %t.d/*-bounded-rounds.ll | FileCheck %s --check-prefix=IR
; RUN: %run %t 0100000000000000 0900000000000000 | FileCheck %s
; CHECK: run update 0 1
; CHECK: run lock 0 1
; CHECK: run update 1 9
; IR-LABEL: @update(
; IR: icmp ugt i64 %{{[0-9]+}}, 4096
; IR: cmpxchg
; IR-LABEL: @choose(
; IR: icmp ugt i64 %{{[0-9]+}}, 3072
; IR: cmpxchg
; IR-LABEL: @counted(
; IR-NOT: asm
; IR: cmpxchg
; IR-LABEL: @lock(
; IR: icmp ugt i64 %{{[0-9]+}}, 2048
; IR: cmpxchg
; IR: icmp ugt i64 %{{[0-9]+}}, 2048
; IR: cmpxchg
; IR-LABEL: @other_way(
; IR-NOT: asm
; IR: cmpxchg
target triple = "bpfel"
@cell = global i64 7, align 8
define i32 @update(ptr %ctx) section "syscall" {
entry:
  %field = load i32, ptr %ctx
  %by = zext i32 %field to i64
  store volatile i64 0, ptr @cell
  %first = load volatile i64, ptr @cell
  br label %loop
loop:
  %old = phi i64 [ %first, %entry ], [ %found, %loop ]
  %new = add i64 %old, %by
  %pair = cmpxchg ptr @cell, i64 %old, i64 %new seq_cst seq_cst
  %done = extractvalue { i64, i1 } %pair, 1
  %found = extractvalue { i64, i1 } %pair, 0
  br i1 %done, label %end, label %loop
end:
  %now = load volatile i64, ptr @cell
  %r = trunc i64 %now to i32
  ret i32 %r
}
define i32 @choose(ptr %ctx) section "syscall" {
entry:
  %first = load volatile i64, ptr @cell
  br label %loop
loop:
  %old = phi i64 [ %first, %entry ], [ %found, %try ]
  %large = icmp ugt i64 %old, 3
  br i1 %large, label %try, label %end
try:
  %pair = cmpxchg ptr @cell, i64 %old, i64 1 seq_cst seq_cst
  %done = extractvalue { i64, i1 } %pair, 1
  %found = extractvalue { i64, i1 } %pair, 0
  br i1 %done, label %end, label %loop
end:
  %r = phi i32 [ 0, %loop ], [ 1, %try ]
  ret i32 %r
}
define i32 @counted(ptr %ctx) section "syscall" {
entry:
  %first = load volatile i64, ptr @cell
  br label %loop
loop:
  %old = phi i64 [ %first, %entry ], [ %found, %again ]
  %tries = phi i32 [ 0, %entry ], [ %more, %again ]
  %new = mul i64 %old, 3
  %pair = cmpxchg ptr @cell, i64 %old, i64 %new seq_cst seq_cst
  %done = extractvalue { i64, i1 } %pair, 1
  %found = extractvalue { i64, i1 } %pair, 0
  br i1 %done, label %end, label %again
again:
  %more = add i32 %tries, 1
  %goes = icmp ult i32 %more, 100
  br i1 %goes, label %loop, label %end
end:
  ret i32 0
}
define i32 @lock(ptr %ctx) section "syscall" {
entry:
  store volatile i64 0, ptr @cell
  br label %spin
spin:
  %pair = cmpxchg ptr @cell, i64 0, i64 1 seq_cst seq_cst
  %done = extractvalue { i64, i1 } %pair, 1
  br i1 %done, label %taken, label %spin
taken:
  br label %loop
loop:
  %old = phi i64 [ 1, %taken ], [ %found, %try ]
  %zero = icmp eq i64 %old, 0
  br i1 %zero, label %end, label %try
try:
  %next = cmpxchg ptr @cell, i64 %old, i64 0 seq_cst seq_cst
  %ok = extractvalue { i64, i1 } %next, 1
  %found = extractvalue { i64, i1 } %next, 0
  br i1 %ok, label %end, label %loop
end:
  ret i32 1
}
define i32 @other_way(ptr %ctx) section "syscall" {
entry:
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %turn ]
  %old = load volatile i64, ptr @cell
  %pair = cmpxchg ptr @cell, i64 %old, i64 %i seq_cst seq_cst
  %done = extractvalue { i64, i1 } %pair, 1
  br i1 %done, label %note, label %turn
note:
  store volatile i64 %i, ptr @cell
  br label %turn
turn:
  %next = add i64 %i, 1
  %goes = icmp ult i64 %next, 9
  br i1 %goes, label %loop, label %end
end:
  ret i32 0
}
