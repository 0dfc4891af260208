; A panic inside the handler, directly or by a function it calls, ends the program: no recursion.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && %run -m .bss %t 03000000 0a000000 0b000000 | FileCheck %s
; CHECK: run prog 0 3
; CHECK-NEXT: run prog 1 0
; CHECK-NEXT: run prog 2 0
; CHECK-NEXT: map .bss 00000000 02000000
target triple = "bpfel"
@count = global i32 0, section ".bss"
define hidden void @_RNvCs1_7___rustc17rust_begin_unwind(ptr %info) noreturn {
  %old = load i32, ptr @count
  %new = add i32 %old, 1
  store i32 %new, ptr @count
  %checked = call i32 @check(i32 %new)
  unreachable
}
define internal i32 @check(i32 %index) {
  %bad = icmp ugt i32 %index, 9
  br i1 %bad, label %panic, label %fine
panic:
  call void @_RNvCs1_7___rustc17rust_begin_unwind(ptr null)
  unreachable
fine:
  ret i32 %index
}
define i32 @prog(ptr %ctx) section "syscall" {
  %index = load i32, ptr %ctx
  %r = call i32 @check(i32 %index)
  ret i32 %r
}
