; Without any exported function in a section of its own there is no program, and the error says how to make one.
; RUN: echo old > %t && %status 5 %shim %s -o %t 2>&1 | FileCheck %s && grep -x old %t
; RUN: %status 5 %shim %s --export other -o %t 2>&1 | FileCheck %s
; CHECK: {{^}}bpf-shim: error: no program in the inputs: no exported function has a section of its own{{$}}
; CHECK-NEXT: {{^}}bpf-shim: help: give the entry point #[unsafe(no_mangle)] and #[unsafe(link_section = "xdp")]{{$}}
; CHECK-NOT: bpf-shim:
target triple = "bpfel"
define i32 @plain(ptr %ctx) {
  ret i32 1
}
define hidden i32 @hidden(ptr %ctx) section "xdp" {
  ret i32 1
}
