; Where LLVM compares what a length is made of, the length is compared in its place, behind it: what is widened,
; multiplied, divided or shifted. Not where both sides of the bound make the same length, nor where the sum may wrap.
; REQUIRES: root-bpf
; RUN: rm -rf %t.dump && %shim %s -o %t --dump-module=%t.dump
; RUN: cat %t.dump/*-derived-compares.ll | FileCheck %s --check-prefix=CODE
; CODE-LABEL: @product(
; CODE: mul i32
; CODE: icmp ult i32 %part, 16
; CODE-LABEL: @quotient(
; CODE: icmp ugt i32 %part, 4
; CODE-LABEL: @same(
; CODE: icmp ult i32 %number, 35
; CODE-LABEL: @wraps(
; CODE: icmp ult i32 %number, 35
; RUN: %run %t 00000000 f0000000 f1000000 22000000 23000000 e0ffffff | sort | FileCheck %s
; CHECK: run product 0 0
; CHECK-NEXT: run product 1 15
; CHECK-NEXT: run product 2 116
; CHECK-NEXT: run product 3 2
; CHECK-NEXT: run product 4 2
; CHECK-NEXT: run product 5 14
; CHECK-NEXT: run quotient 0 0
; CHECK-NEXT: run quotient 1 134
; CHECK-NEXT: run quotient 2 134
; CHECK-NEXT: run quotient 3 4
; CHECK-NEXT: run quotient 4 105
; CHECK-NEXT: run quotient 5 613566852
; CHECK-NEXT: run same 0 0
; CHECK-NEXT: run same 1 124
; CHECK-NEXT: run same 2 124
; CHECK-NEXT: run same 3 3
; CHECK-NEXT: run same 4 103
; CHECK-NEXT: run same 5 429496826
; CHECK-NEXT: run wraps 0 64
; CHECK-NEXT: run wraps 1 404
; CHECK-NEXT: run wraps 2 405
; CHECK-NEXT: run wraps 3 98
; CHECK-NEXT: run wraps 4 199
; CHECK-NEXT: run wraps 5 132
target triple = "bpfel"

define i32 @product(ptr %ctx) section "syscall" {
  %number = load i8, ptr %ctx
  %wide = zext i8 %number to i64
  %times = mul nuw nsw i64 %wide, 17
  %part = lshr i64 %times, 8
  %small = icmp ult i8 %number, -15
  br i1 %small, label %first, label %second
first:
  %short = trunc i64 %part to i32
  ret i32 %short
second:
  %more = add i64 %part, 100
  %long = trunc i64 %more to i32
  ret i32 %long
}

define i32 @quotient(ptr %ctx) section "syscall" {
  %number = load i32, ptr %ctx
  %part = udiv i32 %number, 7
  %large = icmp ugt i32 %number, 34
  br i1 %large, label %first, label %second
first:
  %more = add i32 %part, 100
  ret i32 %more
second:
  ret i32 %part
}

define i32 @same(ptr %ctx) section "syscall" {
  %number = load i32, ptr %ctx
  %part = udiv i32 %number, 10
  %small = icmp ult i32 %number, 35
  br i1 %small, label %first, label %second
first:
  ret i32 %part
second:
  %more = add i32 %part, 100
  ret i32 %more
}

define i32 @wraps(ptr %ctx) section "syscall" {
  %number = load i32, ptr %ctx
  %sum = add i32 %number, 64
  %small = icmp ult i32 %number, 35
  br i1 %small, label %first, label %second
first:
  ret i32 %sum
second:
  %more = add i32 %sum, 100
  ret i32 %more
}
