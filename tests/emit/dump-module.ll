; --dump-module makes the directory and writes each stage; under the name bpf-linker two have that one's names.
; RUN: rm -rf %t && mkdir %t && ln -s %shim %t/bpf-linker
; RUN: %shim %s -o %t/out --dump-module %t/ours && ls %t/ours | FileCheck %s --check-prefix=OURS
; RUN: %t/bpf-linker %s -o %t/out --dump-module %t/theirs && ls %t/theirs | FileCheck %s --check-prefix=THEIRS
; RUN: FileCheck %s --check-prefix=BEFORE --input-file %t/theirs/pre-opt.ll
; RUN: FileCheck %s --check-prefix=AFTER --input-file %t/theirs/post-opt.ll
; OURS: 00-merged.ll
; OURS: -final.ll
; THEIRS: post-opt.ll
; THEIRS-NEXT: pre-opt.ll
; BEFORE: alloca
; AFTER-NOT: alloca
; AFTER: ret i32
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "xdp" {
  %x = alloca i32
  store i32 2, ptr %x
  %y = load i32, ptr %x
  ret i32 %y
}
