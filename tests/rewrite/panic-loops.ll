; A handler that is an endless loop: the program returns 0 there, and has no loop.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && llvm-objdump -d %t | FileCheck %s
; RUN: %run %t 03000000 0a000000 | FileCheck %s --check-prefix=OUT
; CHECK: if r{{[0-9]}} > 0x9 goto +
; CHECK-NOT: goto -
; OUT: run prog 0 3
; OUT-NEXT: run prog 1 0
target triple = "bpfel"
define hidden void @_RNvCs1_7___rustc17rust_begin_unwind(ptr %info) noinline noreturn nounwind memory(none) {
  br label %loop
loop:
  br label %loop
}
define i32 @prog(ptr %ctx) section "syscall" {
  %index = load i32, ptr %ctx
  %bad = icmp ugt i32 %index, 9
  br i1 %bad, label %panic, label %fine
panic:
  call void @_RNvCs1_7___rustc17rust_begin_unwind(ptr null) noinline
  unreachable
fine:
  ret i32 %index
}
