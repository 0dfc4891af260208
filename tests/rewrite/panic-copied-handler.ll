; With thin LTO core's panic functions hold a copy of the handler: its endless loop ends the program there, too.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && %run %t 00000000 01000000 | FileCheck %s
; RUN: sed s/4core9panicking/4user5hangs/ %s > %t.ll && not %shim %t.ll -o %t.o 2>&1 | FileCheck %s --check-prefix=USER
; CHECK: run prog 0 5
; CHECK-NEXT: run prog 1 0
; USER: error: in 'prog': endless loop
target triple = "bpfel"
define hidden void @_RNvCs1_7___rustc17rust_begin_unwind(ptr %info) noreturn {
  br label %loop
loop:
  br label %loop
}
define void @_RNvNtCs1_4core9panicking9panic_fmt(ptr %info) noreturn {
  br label %loop
loop:
  br label %loop
}
define i32 @prog(ptr %ctx) section "syscall" {
  %x = load i32, ptr %ctx
  %bad = icmp ne i32 %x, 0
  br i1 %bad, label %panic, label %good
panic:
  call void @_RNvNtCs1_4core9panicking9panic_fmt(ptr null)
  unreachable
good:
  ret i32 5
}
