; A loop that ends, inside the handler's endless loop, still runs its three rounds, once.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && %run -m .bss %t 00000000 | FileCheck %s
; CHECK: run prog 0 0
; CHECK-NEXT: map .bss 00000000 03000000
target triple = "bpfel"
@count = global i32 0, section ".bss"
define hidden void @_RNvCs1_7___rustc17rust_begin_unwind(ptr %info) noreturn {
entry:
  br label %outer
outer:
  br label %inner
inner:
  %i = phi i32 [ 0, %outer ], [ %next, %inner ]
  %old = load volatile i32, ptr @count
  %new = add i32 %old, 1
  store volatile i32 %new, ptr @count
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, 3
  br i1 %more, label %inner, label %outer
}
define i32 @prog(ptr %ctx) section "syscall" {
  call void @_RNvCs1_7___rustc17rust_begin_unwind(ptr null)
  unreachable
}
