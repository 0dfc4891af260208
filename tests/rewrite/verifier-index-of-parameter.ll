; An index whose check LLVM has dropped, into the variable that a subprogram's parameter points to: each call hands it
; one of the same size. A pointer to the middle of one has no such size.
; REQUIRES: root-bpf
; RUN: %shim --subprograms %s -o %t && %run %t 00000000 05000000 0a000000 | FileCheck %s
; CHECK: run prog 0 46
; CHECK-NEXT: run prog 1 31
; CHECK-NEXT: run prog 2 31
target triple = "bpfel"
define i32 @pick(ptr %p, i64 %n) noinline {
  %a = urem i64 %n, 7
  %b = xor i64 %n, 5
  %c = urem i64 %b, 3
  %d = sub nsw i64 %a, %c
  %place = getelementptr i8, ptr %p, i64 %d
  %behind = getelementptr i8, ptr %place, i64 2
  %v = load i8, ptr %behind
  %wide = zext i8 %v to i32
  ret i32 %wide
}
define i32 @prog(ptr %ctx) section "syscall" {
  %a = alloca [10 x i8]
  %b = alloca [10 x i8]
  call void @llvm.memset.p0.i64(ptr %a, i8 15, i64 10, i1 false)
  call void @llvm.memset.p0.i64(ptr %b, i8 16, i64 10, i1 false)
  store i8 30, ptr %a
  %n = load i32, ptr %ctx
  %wide = zext i32 %n to i64
  %x = call i32 @pick(ptr %a, i64 %wide)
  %y = call i32 @pick(ptr %b, i64 %wide)
  %r = add i32 %x, %y
  ret i32 %r
}
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
