; What is exported or marked as used stays, under a global name; private helpers and data that nothing needs go.
; RUN: %shim %s --export prog -o %t && llvm-readelf -SsW %t | FileCheck %s --implicit-check-not=unneeded
; CHECK: license PROGBITS
; CHECK: OBJECT GLOBAL DEFAULT {{.*}} LICENSE{{$}}
target triple = "bpfel"
@LICENSE = internal constant [4 x i8] c"GPL\00", section "license"
@unneeded = global i32 7, section "unneeded"
@llvm.used = appending global [1 x ptr] [ptr @LICENSE], section "llvm.metadata"
define i32 @unneeded_helper() {
  ret i32 1
}
define i32 @prog(ptr %ctx) section "xdp" {
  %r = call i32 @unneeded_helper()
  ret i32 %r
}
