; Neighbouring values are not packed into vectors, as LLVM does where it is not told otherwise.
; RUN: opt -passes='default<O3>' -S %s | FileCheck %s --check-prefix=LLVM
; RUN: rm -rf %t && mkdir -p %t && %shim %s -O3 -o %t/out --dump-module %t && cat %t/*-final.ll | FileCheck %s
; LLVM: x i{{[0-9]+}}>
; CHECK: define
; CHECK-NOT: x i{{[0-9]+}}>
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "xdp" {
  %p1 = getelementptr i8, ptr %ctx, i64 1
  %p2 = getelementptr i8, ptr %ctx, i64 2
  %p3 = getelementptr i8, ptr %ctx, i64 3
  %p4 = getelementptr i8, ptr %ctx, i64 4
  %p5 = getelementptr i8, ptr %ctx, i64 5
  %p6 = getelementptr i8, ptr %ctx, i64 6
  %p7 = getelementptr i8, ptr %ctx, i64 7
  %v0 = load i8, ptr %ctx
  %v1 = load i8, ptr %p1
  %v2 = load i8, ptr %p2
  %v3 = load i8, ptr %p3
  %v4 = load i8, ptr %p4
  %v5 = load i8, ptr %p5
  %v6 = load i8, ptr %p6
  %v7 = load i8, ptr %p7
  %s1 = add i8 %v0, %v1
  %s2 = add i8 %s1, %v2
  %s3 = add i8 %s2, %v3
  %s4 = add i8 %s3, %v4
  %s5 = add i8 %s4, %v5
  %s6 = add i8 %s5, %v6
  %s7 = add i8 %s6, %v7
  %r = zext i8 %s7 to i32
  ret i32 %r
}
