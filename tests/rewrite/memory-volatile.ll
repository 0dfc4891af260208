; Copies, moves and fills that are volatile stay so when they are taken apart: of a length that is not known, of a
; long one, out of a constant, and on the stack before 5.12.
; RUN: rm -rf %t.d && %shim %s -o %t --dump-module=%t.d && cat %t.d/*-final.ll | FileCheck %s
; RUN: rm -rf %t.old && %shim %s --kernel 5.1 -o %t --dump-module=%t.old && cat %t.old/*-final.ll | FileCheck %s --check-prefix=OLD
; CHECK-LABEL: define {{.*}}@prog(
; CHECK: load volatile i8
; CHECK: store volatile i8
; CHECK-LABEL: define {{.*}}@fill(
; CHECK: store volatile i8
; CHECK-LABEL: define {{.*}}@move(
; CHECK: load volatile i8
; CHECK: store volatile i8
; OLD-LABEL: define {{.*}}@table(
; OLD-COUNT-8: store volatile i32
target triple = "bpfel"
@words = internal constant [8 x i32] [i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 8]
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
declare void @llvm.memmove.p0.p0.i64(ptr, ptr, i64, i1)
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
define i32 @prog(ptr %ctx) section "xdp" {
  %from = getelementptr i8, ptr %ctx, i64 64
  %word = load i32, ptr %ctx
  %wide = zext i32 %word to i64
  %length = and i64 %wide, 31
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %ctx, ptr align 8 %from, i64 %length, i1 true)
  ret i32 0
}
define i32 @fill(ptr %ctx) section "xdp" {
  %word = load i32, ptr %ctx
  %wide = zext i32 %word to i64
  %length = and i64 %wide, 31
  call void @llvm.memset.p0.i64(ptr %ctx, i8 1, i64 %length, i1 true)
  ret i32 0
}
define i32 @move(ptr %ctx) section "xdp" {
  %from = getelementptr i8, ptr %ctx, i64 4
  call void @llvm.memmove.p0.p0.i64(ptr align 1 %ctx, ptr align 1 %from, i64 16, i1 true)
  ret i32 0
}
define i32 @table(ptr %ctx) section "xdp" {
  %copy = alloca [8 x i32], align 4
  call void @llvm.memcpy.p0.p0.i64(ptr align 4 %copy, ptr align 4 @words, i64 32, i1 true)
  %r = load volatile i32, ptr %copy
  ret i32 %r
}
