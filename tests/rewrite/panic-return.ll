; --panic-return sets what a program returns when it panics, whatever the width of its result.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t --panic-return 2 && %run %t 00 | FileCheck %s --check-prefix=TWO
; RUN: %shim %s -o %t --panic-return=-1 && %run %t 00 | FileCheck %s --check-prefix=MINUS
; RUN: %shim %s -o %t && %run %t 00 | FileCheck %s --check-prefix=NONE
; TWO: run narrow 0 2
; TWO: run wide 0 2
; MINUS: run narrow 0 4294967295
; MINUS: run wide 0 4294967295
; NONE: run narrow 0 0
; NONE: run wide 0 0
target triple = "bpfel"
define hidden void @_RNvCs1_7___rustc17rust_begin_unwind(ptr %info) noreturn {
  unreachable
}
define i32 @narrow(ptr %ctx) section "syscall" {
  call void @_RNvCs1_7___rustc17rust_begin_unwind(ptr null)
  unreachable
}
define i64 @wide(ptr %ctx) section "syscall" {
  call void @_RNvCs1_7___rustc17rust_begin_unwind(ptr null)
  unreachable
}
