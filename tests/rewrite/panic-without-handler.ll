; Under rustc's own LTO the handler has been inlined: the ends of functions that do not return, and
; endless loops, are panics then.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && %run %t 03000000 0a000000 14000000 | FileCheck %s
; CHECK: run prog 0 3
; CHECK-NEXT: run prog 1 0
; CHECK-NEXT: run prog 2 0
target triple = "bpfel"
define internal void @panic_fmt() noinline noreturn {
  br label %loop
loop:
  br label %loop
}
define internal void @panic_bounds_check() noinline noreturn {
  unreachable
}
define i32 @prog(ptr %ctx) section "syscall" {
  %index = load i32, ptr %ctx
  switch i32 %index, label %fine [
    i32 10, label %fmt
    i32 20, label %bounds
  ]
fmt:
  call void @panic_fmt() noinline
  unreachable
bounds:
  call void @panic_bounds_check() noinline
  unreachable
fine:
  ret i32 %index
}
