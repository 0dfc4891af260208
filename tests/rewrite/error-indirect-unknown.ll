; A call through a pointer that nothing is known of is an error with the Rust name of its caller.
; RUN: echo old > %t && %status 5 %shim %s -o %t 2>&1 | FileCheck %s && grep -x old %t
; CHECK: {{^}}bpf-shim: error: in 'hooks::run': indirect call: BPF has no function pointers{{$}}
; CHECK-NEXT: {{^}}bpf-shim: help: use generics instead of dyn and fn pointers, so that the callee is known{{$}}
; CHECK-NOT: bpf-shim:
target triple = "bpfel"
@hook = global ptr null, section ".bss"
define i32 @_RNvCs1234_5hooks3run(ptr %ctx) section "xdp" {
  %f = load volatile ptr, ptr @hook
  %r = call i32 %f(ptr %ctx)
  ret i32 %r
}
