; Vectors that rustc's optimiser has already made for the host are taken apart.
; REQUIRES: root-bpf
; RUN: rm -rf %t && mkdir -p %t && %shim %s -o %t/out --dump-module %t && cat %t/*-final.ll | FileCheck %s --check-prefix=FINAL
; RUN: %run %t/out 000102030405060708090a0b0c0d0e0f | FileCheck %s
; FINAL: define
; FINAL-NOT: x i{{[0-9]+}}>
; CHECK: run prog 0 120
target triple = "x86_64-unknown-linux-gnu"
declare i8 @llvm.vector.reduce.add.v16i8(<16 x i8>)
define i32 @prog(ptr %ctx) section "syscall" {
  %bytes = load <16 x i8>, ptr %ctx, align 1
  %sum = call i8 @llvm.vector.reduce.add.v16i8(<16 x i8> %bytes)
  %r = zext i8 %sum to i32
  ret i32 %r
}
