; Bitcode for the host becomes a little-endian BPF object, laid out as BPF wants it.
; RUN: rm -rf %t && mkdir -p %t && %shim %s -o %t/out --dump-module %t
; RUN: llvm-readelf -h %t/out | FileCheck %s
; RUN: cat %t/00-merged.ll | FileCheck %s --check-prefix=MERGED
; CHECK: little endian
; CHECK: Machine: {{.*}}BPF
; MERGED-NOT: p270
; MERGED: target triple = "bpfel"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
define i32 @prog(ptr %ctx) section "xdp" {
  ret i32 1
}
