; What branches have decided is no choice any more: behind the branch on its condition, on the edge of a phi, in what
; another choice by the same condition takes, and in the step of a loop. Where nothing is decided it stays.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t --dump-module %t.dump
; RUN: cat %t.dump/*-rounds.ll | FileCheck %s --check-prefix=CODE
; RUN: %run %t 0000000005000000 0300000005000000 0900000005000000 | FileCheck %s

; CODE-LABEL: define{{.*}} i32 @behind(
; CODE-NOT: ptr null
; CODE-LABEL: define{{.*}} i32 @on_an_edge(
; CODE-NOT: ptr null
; CODE-LABEL: define{{.*}} i32 @stepping(
; CODE-NOT: zext i1
; CODE-LABEL: define{{.*}} i32 @before(
; CODE: select

; CHECK: run behind 0 11
; CHECK: run on_an_edge 0 11
; CHECK: run stepping 0 0
; CHECK: run chooser 0 0
; CHECK: run before 0 12
; CHECK: run behind 1 4
; CHECK: run on_an_edge 1 4
; CHECK: run stepping 1 12
; CHECK: run chooser 1 0
; CHECK: run before 1 15
; CHECK: run behind 2 99
; CHECK: run on_an_edge 2 99
; CHECK: run stepping 2 117
; CHECK: run chooser 2 7
; CHECK: run before 2 9
target triple = "bpfel"

define i32 @behind(ptr %ctx) section "syscall" {
entry:
  %bytes = alloca [8 x i8]
  store i64 579005069656919567, ptr %bytes
  %i = load volatile i32, ptr %ctx
  %inside = icmp ult i32 %i, 8
  %wide = zext i32 %i to i64
  %place = getelementptr inbounds i8, ptr %bytes, i64 %wide
  %found = select i1 %inside, ptr %place, ptr null
  %at = getelementptr i8, ptr %ctx, i64 4
  %other = load volatile i32, ptr %at
  %odd = icmp eq i32 %other, 5
  %both = select i1 %inside, i1 %odd, i1 false
  br i1 %both, label %some, label %none
some:
  %byte = load volatile i8, ptr %found
  %low = and i8 %byte, 15
  %number = zext i8 %low to i32
  %is_first = icmp eq i32 %i, 0
  br i1 %is_first, label %first, label %later
first:
  store volatile i8 11, ptr %found
  %again = load volatile i8, ptr %bytes
  %eleven = zext i8 %again to i32
  ret i32 %eleven
later:
  %next = getelementptr i8, ptr %found, i64 -1
  store volatile i8 4, ptr %next
  %four = load volatile i8, ptr %next
  %result = zext i8 %four to i32
  %used = add i32 %number, %result
  %back = sub i32 %used, %number
  ret i32 %back
none:
  ret i32 99
}

define i32 @on_an_edge(ptr %ctx) section "syscall" {
entry:
  %bytes = alloca [8 x i8]
  store i64 0, ptr %bytes
  %i = load volatile i32, ptr %ctx
  %inside = icmp ult i32 %i, 8
  %wide = zext i32 %i to i64
  %place = getelementptr inbounds i8, ptr %bytes, i64 %wide
  %found = select i1 %inside, ptr %place, ptr null
  br i1 %inside, label %some, label %none
none:
  ret i32 99
some:
  %first = icmp eq i32 %i, 0
  br i1 %first, label %write, label %read
write:
  store volatile i8 11, ptr %found
  br label %read
read:
  %from = phi ptr [ %found, %some ], [ %bytes, %write ]
  %byte = load volatile i8, ptr %from
  %number = zext i8 %byte to i32
  %more = select i1 %first, i32 0, i32 4
  %sum = add i32 %number, %more
  ret i32 %sum
}

define i32 @stepping(ptr %ctx) section "syscall" {
entry:
  %count = load volatile i32, ptr %ctx
  %most = and i32 %count, 15
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %again ]
  %sum = phi i32 [ 0, %entry ], [ %sum.next, %again ]
  %left = icmp ne i32 %i, %most
  %step = zext i1 %left to i32
  %next = add i32 %i, %step
  br i1 %left, label %again, label %done
again:
  %x = load volatile i32, ptr %ctx
  %more = add i32 %i, %x
  %sum.next = add i32 %sum, %more
  %small = icmp ult i32 %i, 15
  br i1 %small, label %loop, label %done
done:
  %result = phi i32 [ %sum, %loop ], [ %sum.next, %again ]
  %fold = and i32 %result, 127
  ret i32 %fold
}

; The length behind an offset, of which a subtraction says that there is one.
define i32 @chooser(ptr %ctx) section "syscall" {
  %length = load volatile i32, ptr %ctx
  %inside = icmp uge i32 %length, 2
  %rest = sub nuw i32 %length, 2
  %behind = select i1 %inside, i32 %rest, i32 0
  %long = icmp ugt i32 %behind, 3
  %both = select i1 %inside, i1 %long, i1 false
  br i1 %both, label %yes, label %no
yes:
  ret i32 %behind
no:
  ret i32 0
}

define i32 @before(ptr %ctx) section "syscall" {
  %i = load volatile i32, ptr %ctx
  %small = icmp ult i32 %i, 8
  %chosen = select i1 %small, i32 12, i32 0
  %sum = add i32 %chosen, %i
  store volatile i32 %sum, ptr %ctx
  br i1 %small, label %yes, label %no
yes:
  ret i32 %sum
no:
  ret i32 %sum
}
