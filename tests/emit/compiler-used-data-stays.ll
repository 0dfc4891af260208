; A static that is marked as used for the compiler only stays as well.
; RUN: %shim %s --export prog -o %t && llvm-readelf -SsW %t | FileCheck %s
; CHECK: license PROGBITS
target triple = "bpfel"
@LICENSE = internal constant [4 x i8] c"GPL\00", section "license"
@llvm.compiler.used = appending global [1 x ptr] [ptr @LICENSE], section "llvm.metadata"
define i32 @prog(ptr %ctx) section "xdp" {
  ret i32 1
}
