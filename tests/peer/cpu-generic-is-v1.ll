; As bpf-linker, "generic" is v1, where bpf-shim writes v2; what is asked for counts: --cpu, or a kernel's own.
; RUN: %peer %s -o %t --cpu generic && llvm-objdump -d %t | FileCheck %s --check-prefix=V1
; RUN: %peer %s -o %t --cpu generic --cpu=v2 && llvm-objdump -d %t | FileCheck %s --check-prefix=V2
; RUN: %peer %s -o %t --cpu generic --kernel 4.17 && llvm-objdump -d %t | FileCheck %s --check-prefix=V2
; RUN: %shim %s -o %t --cpu generic && llvm-objdump -d %t | FileCheck %s --check-prefix=V2
; V1-NOT: if r{{[0-9]}} <
; V1: exit
; V2: if r{{[0-9]}} <
target triple = "bpfel"
define i64 @prog(ptr %ctx) section "raw_tp" {
  %a = load volatile i64, ptr %ctx
  %at = getelementptr i64, ptr %ctx, i64 1
  %b = load volatile i64, ptr %at
  %less = icmp ult i64 %a, %b
  br i1 %less, label %yes, label %no
yes:
  %c = load volatile i64, ptr %ctx
  ret i64 7
no:
  ret i64 1
}
