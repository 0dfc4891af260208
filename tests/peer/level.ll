; As bpf-linker, the last -O counts: -C link-arg=-O3 wins over rustc's own.
; RUN: %peer %s -o %t -O1 -O s -Oz --dump-module %t.z && FileCheck %s --input-file %t.z/post-opt.ll --check-prefix=SIZE
; RUN: %peer %s -o %t -Oz -O3 --dump-module %t.3 && FileCheck %s --input-file %t.3/post-opt.ll --check-prefix=SPEED
; SIZE: optsize
; SPEED-NOT: optsize
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "xdp" {
  ret i32 2
}
