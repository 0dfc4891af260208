; Loops of which the linker knows how often they go, and the verifier does not: to the difference of two addresses of one
; base, to what a number shifts to, and over a count in network order that is not zero.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t --dump-module=%t.d
; RUN: cat %t.d/*-bounded-rounds.ll | FileCheck %s --check-prefix=IR
; RUN: %packets %t 0000000000000000000000000203 0102030405060708090a0b0c0d03 01020304050607080900ffff0001 | FileCheck %s
; IR-LABEL: @distance(
; IR-NOT: sub i64
; IR-LABEL: @shifted(
; IR: icmp ugt i64 %{{.*}}, 7
; IR-LABEL: @swapped(
; IR: icmp ugt i64 %{{.*}}, 4
; CHECK: run distance 0 5
; CHECK: run shifted 0 5
; CHECK: run swapped 0 1
; CHECK: run distance 1 107
; CHECK: run shifted 1 36
; CHECK: run swapped 1 3
; CHECK: run distance 2 44
; CHECK: run shifted 2 3
; CHECK: run swapped 2 0
target triple = "bpfel"
declare i16 @llvm.bswap.i16(i16)
declare i16 @llvm.umin.i16(i16, i16)
