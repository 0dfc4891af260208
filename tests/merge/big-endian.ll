; A big-endian program becomes a big-endian object: the compiler's choice needs no option.
; RUN: %shim %s -o %t && llvm-readelf -h %t | FileCheck %s
; RUN: llvm-objdump -d %t | FileCheck %s --check-prefix=CODE
; CHECK: big endian
; The halves of the register byte change places, and immediates are big-endian.
; CODE: b7 00 00 00 00 00 01 02 r0 = 0x102
target datalayout = "E-m:e-p:64:64-i64:64-i128:128-n32:64-S128"
target triple = "bpfeb"
@word = internal constant [4 x i8] c"\00\00\01\02"
define i32 @prog(ptr %ctx) section "xdp" {
  %r = load i32, ptr @word
  ret i32 %r
}
