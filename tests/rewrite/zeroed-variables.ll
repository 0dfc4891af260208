; Two arrays that are only ever zero, and together all of the stack, are constants: nothing of them is on the
; stack. One that is written into besides stays.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && %run %t 00000000 01000000 3f000000 | FileCheck %s
; CHECK: run prog 0 7
; CHECK-NEXT: run prog 1 0
; CHECK-NEXT: run prog 2 0
target triple = "bpfel"
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
define i32 @prog(ptr %ctx) section "syscall" {
  %a = alloca [256 x i8], align 8
  %b = alloca [256 x i8], align 8
  %c = alloca [64 x i8], align 8
  call void @llvm.memset.p0.i64(ptr %a, i8 0, i64 256, i1 false)
  call void @llvm.memset.p0.i64(ptr %b, i8 0, i64 256, i1 false)
  call void @llvm.memset.p0.i64(ptr %c, i8 0, i64 64, i1 false)
  store i8 7, ptr %c
  %field = load i32, ptr %ctx
  %index = and i32 %field, 63
  %wide = zext i32 %index to i64
  %at.a = getelementptr i8, ptr %a, i64 %wide
  %at.b = getelementptr i8, ptr %b, i64 %wide
  %at.c = getelementptr i8, ptr %c, i64 %wide
  %of.a = load i8, ptr %at.a
  %of.b = load i8, ptr %at.b
  %of.c = load i8, ptr %at.c
  %ab = or i8 %of.a, %of.b
  %all = or i8 %ab, %of.c
  %r = zext i8 %all to i32
  ret i32 %r
}
