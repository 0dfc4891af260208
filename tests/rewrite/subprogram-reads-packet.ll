; A subprogram that reads a packet at a place that is not known has no end to compare with, nor has what hands it on:
; they are inlined, where the comparison is. One that reads at known places stays, and so does one that gets the end.
; REQUIRES: root-bpf
; RUN: %shim --subprograms --verbose %s -o %t 2>&1 | FileCheck %s --check-prefix=WHY
; RUN: llvm-readelf -s %t | FileCheck %s --check-prefix=KEPT
; RUN: make -s -C %top/tests/kernel && %top/build/tests/run_prog %t 0102030405060708090a0b0c0d0e0f10 03000009040000000000000000000000 | FileCheck %s
; WHY-DAG: 'outer' is inlined: it reads a packet at a place that is not known
; WHY-DAG: 'inner' is inlined: it reads a packet at a place that is not known
; KEPT-NOT: {{inner|outer}}
; KEPT-DAG: FUNC {{.*}} first
; KEPT-DAG: FUNC {{.*}} checked
; KEPT-NOT: {{inner|outer}}
; CHECK: run prog 0 10
; CHECK-NEXT: run prog 1 17
target triple = "bpfel"

define i32 @inner(ptr readonly %packet, i64 %n) noinline {
  %place = getelementptr i8, ptr %packet, i64 %n
  %byte = load i8, ptr %place
  %wide = zext i8 %byte to i32
  ret i32 %wide
}

define i32 @outer(ptr readonly %packet) noinline {
  %byte = load i8, ptr %packet
  %n = and i8 %byte, 7
  %wide = zext i8 %n to i64
  %behind = getelementptr i8, ptr %packet, i64 1
  %found = call i32 @inner(ptr %behind, i64 %wide)
  ret i32 %found
}

define i32 @first(ptr readonly %packet) noinline {
  %place = getelementptr i8, ptr %packet, i64 4
  %byte = load i8, ptr %place
  %wide = zext i8 %byte to i32
  ret i32 %wide
}

define i32 @checked(ptr readonly %packet, ptr %end, i64 %n) noinline {
  %place = getelementptr i8, ptr %packet, i64 %n
  %behind = getelementptr i8, ptr %place, i64 1
  %beyond = icmp ugt ptr %behind, %end
  br i1 %beyond, label %none, label %read
read:
  %byte = load i8, ptr %place
  %wide = zext i8 %byte to i32
  ret i32 %wide
none:
  ret i32 0
}

define i32 @prog(ptr %ctx) section "xdp" {
  %start = load i32, ptr %ctx
  %end.field = getelementptr i8, ptr %ctx, i64 4
  %end = load i32, ptr %end.field
  %start.wide = zext i32 %start to i64
  %end.wide = zext i32 %end to i64
  %packet = inttoptr i64 %start.wide to ptr
  %behind = inttoptr i64 %end.wide to ptr
  %last = getelementptr i8, ptr %packet, i64 14
  %short = icmp ugt ptr %last, %behind
  br i1 %short, label %none, label %whole
whole:
  %a = call i32 @outer(ptr %packet)
  %b = call i32 @first(ptr %packet)
  %byte = load i8, ptr %packet
  %n = and i8 %byte, 3
  %wide = zext i8 %n to i64
  %c = call i32 @checked(ptr %packet, ptr %behind, i64 %wide)
  %ab = add i32 %a, %b
  %abc = add i32 %ab, %c
  ret i32 %abc
none:
  ret i32 99
}
