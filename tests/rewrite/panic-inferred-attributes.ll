; What an optimiser concluded about a diverging handler ("touches no memory", "returns") is no
; longer true once its end is a panic, and must not remove the check.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && %run %t 03000000 0a000000 | FileCheck %s
; CHECK: run prog 0 3
; CHECK-NEXT: run prog 1 0
target triple = "bpfel"
define hidden void @_RNvCs1_7___rustc17rust_begin_unwind(ptr %info) mustprogress nofree norecurse nosync nounwind willreturn memory(none) {
  unreachable
}
define i32 @prog(ptr %ctx) section "syscall" {
  %index = load i32, ptr %ctx
  %bad = icmp ugt i32 %index, 9
  br i1 %bad, label %panic, label %fine
panic:
  call void @_RNvCs1_7___rustc17rust_begin_unwind(ptr null)
  unreachable
fine:
  ret i32 %index
}
