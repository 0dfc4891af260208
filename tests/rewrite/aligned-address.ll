; An address on the stack that is rounded to words becomes the variable's address and a rounded distance.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t
; RUN: %run -c %t 0000000000000000 0100000000000000 0500000000000000 0800000000000000 | FileCheck %s
; CHECK: run prog 0 0
; CHECK-NEXT: run prog 1 7
; CHECK-NEXT: run prog 2 3
; CHECK-NEXT: run prog 3 0
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "syscall" {
  %bytes = alloca [32 x i8], align 8
  call void @llvm.memset.p0.i64(ptr align 8 %bytes, i8 1, i64 32, i1 false)
  %index = load i8, ptr %ctx
  %small = and i8 %index, 15
  %wide = zext i8 %small to i64
  %place = getelementptr i8, ptr %bytes, i64 %wide
  store volatile i8 2, ptr %place
  %address = ptrtoint ptr %place to i64
  %more = add i64 %address, 7
  %rounded = and i64 %more, -8
  %distance = sub i64 %rounded, %address
  %kept = alloca i64
  store volatile i64 %distance, ptr %kept
  %result = load volatile i32, ptr %kept
  ret i32 %result
}
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
