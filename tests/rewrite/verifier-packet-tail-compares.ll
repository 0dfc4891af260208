; Comparisons with a distance from the end of a packet, which the verifier does not let a program compute: with the
; start, with a place at a variable distance from it, and with another distance from the end.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t
; RUN: %packets %t 0203040506070809101112131415 040304050607aabbccddeeff1415 ff03040506070809101112131415 | FileCheck %s
; CHECK: run prog 0 4
; CHECK-NEXT: run prog 1 6
; CHECK-NEXT: run prog 2 1
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "xdp" {
  %start32 = load i32, ptr %ctx
  %start = zext i32 %start32 to i64
  %end.at = getelementptr i8, ptr %ctx, i64 4
  %end32 = load i32, ptr %end.at
  %end = zext i32 %end32 to i64
  %end.4 = add nsw i64 %end, -4
  %short = icmp ult i64 %end.4, %start
  br i1 %short, label %out, label %long
long:
  %end.3 = add nsw i64 %end, -3
  %wrapped = icmp ult i64 %end.3, %end.4
  br i1 %wrapped, label %out, label %first
first:
  %data = inttoptr i64 %start to ptr
  %byte = load i8, ptr %data
  %distance = zext i8 %byte to i64
  %place = add nuw nsw i64 %start, %distance
  %end.2 = add nsw i64 %end, -2
  %far = icmp ugt i64 %place, %end.2
  br i1 %far, label %beyond, label %fine
fine:
  %pointer = inttoptr i64 %place to ptr
  %second = load i8, ptr %pointer
  %r = zext i8 %second to i32
  ret i32 %r
beyond:
  ret i32 1
out:
  ret i32 0
}
