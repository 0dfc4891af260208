; An address that is rounded to more bytes than the stack itself is aligned to: LLVM makes "& -16" of "& -8" where it
; knows the bit between, as in core's search through bytes that lie in a variable of 16 bytes' alignment.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t
; RUN: %run -c %t 0000000000000000 0100000000000000 0500000000000000 0800000000000000 | FileCheck %s
; CHECK: run prog 0 16
; CHECK-NEXT: run prog 1 15
; CHECK-NEXT: run prog 2 11
; CHECK-NEXT: run prog 3 8
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "syscall" {
  %bytes = alloca [64 x i8], align 16
  call void @llvm.memset.p0.i64(ptr align 16 %bytes, i8 1, i64 64, i1 false)
  %index = load i8, ptr %ctx
  %small = and i8 %index, 15
  %wide = zext i8 %small to i64
  %place = getelementptr i8, ptr %bytes, i64 %wide
  store volatile i8 2, ptr %place
  %address = ptrtoint ptr %place to i64
  %more = add i64 %address, 16
  %rounded = and i64 %more, -16
  %distance = sub i64 %rounded, %address
  %kept = alloca i64
  store volatile i64 %distance, ptr %kept
  %result = load volatile i32, ptr %kept
  ret i32 %result
}
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
