; No mark of the host or of the compiler's profile is left on what is compiled.
; RUN: rm -rf %t && mkdir -p %t && %shim %s -o %t/out --dump-module %t
; RUN: cat %t/*-final.ll | FileCheck %s --implicit-check-not=x86 --implicit-check-not=probe-stack \
; RUN:   --implicit-check-not=uwtable --implicit-check-not=nonlazybind --implicit-check-not=frame-pointer \
; RUN:   --implicit-check-not=ssp --implicit-check-not=tune-cpu --implicit-check-not=optsize
; RUN: llvm-readelf -SW %t/out | FileCheck %s --check-prefix=SECTIONS
; CHECK: define i32 @prog(
; SECTIONS-NOT: eh_frame
target triple = "x86_64-unknown-linux-gnu"
define i32 @prog(ptr %ctx) #0 section "xdp" {
  %r = call i32 inttoptr (i64 7 to ptr)()
  ret i32 %r
}
attributes #0 = { nonlazybind uwtable sspstrong optsize "probe-stack"="inline-asm" "target-cpu"="x86-64" "target-features"="+sse2" "tune-cpu"="generic" "frame-pointer"="all" }
