; What is left of a packet behind a default for the empty rest, or behind bytes that have been taken off one by one, is
; compared as an address with the packet's end. Where nothing has shown that the packet is so long, the number stays: it
; has wrapped around.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t --dump-module %t.d
; RUN: cat %t.d/*-rounds.ll | FileCheck %s --check-prefix=IR
; RUN: %packets %t 000102030405060708090a0b0c0d 000102030405060708090a0b0c0d0e0f101112 \
; RUN:   000102030405060708090a0b0c0d0e0f10111213 000102030405060708090a0b0c0d0e0f1011121314 | FileCheck %s
; IR-LABEL: @saturated(
; IR-NOT: usub.sat
; IR-LABEL: @unproven(
; IR: icmp ult i64
; IR-LABEL: @wrapped(
; IR-NOT: icmp ult i64
; IR-LABEL: @twice(
; IR-NOT: usub.sat
; IR: ret i32
; CHECK: run saturated 0 1
; CHECK: run unproven 0 7
; CHECK: run wrapped 0 1
; CHECK: run twice 0 1
; CHECK: run saturated 1 2
; CHECK: run unproven 1 8
; CHECK: run wrapped 1 3
; CHECK: run twice 1 18
; CHECK: run saturated 2 19
; CHECK: run unproven 2 8
; CHECK: run wrapped 2 19
; CHECK: run twice 2 18
; CHECK: run saturated 3 19
; CHECK: run unproven 3 8
; CHECK: run wrapped 3 19
; CHECK: run twice 3 18
target triple = "bpfel"
declare i64 @llvm.usub.sat.i64(i64, i64)

; packet.get(15..).unwrap_or(&[]), of which four bytes are taken, and one more
define i32 @saturated(ptr %ctx) section "xdp" {
entry:
  %start32 = load i32, ptr %ctx
  %start = zext i32 %start32 to i64
  %at = getelementptr i8, ptr %ctx, i64 4
  %end32 = load i32, ptr %at
  %end = zext i32 %end32 to i64
  %length = sub nsw i64 %end, %start
  %packet = inttoptr i64 %start to ptr
  %rest = call i64 @llvm.usub.sat.i64(i64 %length, i64 15)
  %none = icmp ult i64 %length, 15
  %place = getelementptr i8, ptr %packet, i64 15
  %slice = select i1 %none, ptr inttoptr (i64 1 to ptr), ptr %place
  %four = icmp ugt i64 %rest, 3
  br i1 %four, label %some, label %short
short:
  ret i32 1
some:
  %less = add i64 %rest, -4
  %last = icmp eq i64 %less, 0
  br i1 %last, label %four.alone, label %fifth
four.alone:
  ret i32 2
fifth:
  %behind = getelementptr i8, ptr %slice, i64 4
  %byte = load i8, ptr %behind
  %value = zext i8 %byte to i32
  ret i32 %value
}

define i32 @unproven(ptr %ctx) section "xdp" {
entry:
  %start32 = load i32, ptr %ctx
  %start = zext i32 %start32 to i64
  %at = getelementptr i8, ptr %ctx, i64 4
  %end32 = load i32, ptr %at
  %end = zext i32 %end32 to i64
  %length = sub nsw i64 %end, %start
  %less = add i64 %length, -19
  %few = icmp ult i64 %less, 5
  %value = select i1 %few, i32 8, i32 7
  ret i32 %value
}

; packet.get(16..)?.split_at_checked(4)?
define i32 @wrapped(ptr %ctx) section "xdp" {
entry:
  %start32 = load i32, ptr %ctx
  %start = zext i32 %start32 to i64
  %at = getelementptr i8, ptr %ctx, i64 4
  %end32 = load i32, ptr %at
  %end = zext i32 %end32 to i64
  %length = sub nsw i64 %end, %start
  %packet = inttoptr i64 %start to ptr
  %small = icmp ult i64 %length, 16
  br i1 %small, label %short, label %some
short:
  ret i32 1
some:
  %rest = add nsw i64 %length, -20
  %fits = icmp ult i64 %rest, -4
  br i1 %fits, label %four, label %few
few:
  ret i32 3
four:
  %last = getelementptr i8, ptr %packet, i64 19
  %byte = load i8, ptr %last
  %value = zext i8 %byte to i32
  ret i32 %value
}

; Two rounds of an iterator: what the first bytes say is taken off, or all.
define i32 @twice(ptr %ctx) section "xdp" {
entry:
  %start32 = load i32, ptr %ctx
  %start = zext i32 %start32 to i64
  %at = getelementptr i8, ptr %ctx, i64 4
  %end32 = load i32, ptr %at
  %end = zext i32 %end32 to i64
  %length = sub nsw i64 %end, %start
  %packet = inttoptr i64 %start to ptr
  %none = icmp eq i64 %length, 0
  br i1 %none, label %short, label %first
first:
  %place = getelementptr i8, ptr %packet, i64 9
  %enough = icmp ugt i64 %length, 9
  br i1 %enough, label %go, label %short
go:
  %byte = load i8, ptr %place
  %number = zext i8 %byte to i64
  %rest = call i64 @llvm.usub.sat.i64(i64 %length, i64 %number)
  %rest.again = call i64 @llvm.usub.sat.i64(i64 %rest, i64 %number)
  %is.empty = icmp eq i64 %rest.again, 0
  br i1 %is.empty, label %short, label %some
short:
  ret i32 1
some:
  %slice = getelementptr i8, ptr %packet, i64 %number
  %slice.again = getelementptr i8, ptr %slice, i64 %number
  %found = load i8, ptr %slice.again
  %value = zext i8 %found to i32
  ret i32 %value
}
