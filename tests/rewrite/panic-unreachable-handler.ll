; A handler that is unreachable_unchecked() must not delete the checks that lead to it.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && %run %t 03000000 0a000000 | FileCheck %s
; CHECK: run prog 0 3
; CHECK-NEXT: run prog 1 0
target triple = "bpfel"
define hidden void @_RNvCs1_7___rustc17rust_begin_unwind(ptr %info) noreturn {
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
