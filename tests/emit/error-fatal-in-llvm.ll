; What LLVM gives up on altogether is one error about the program: not a crash, not damaged input.
; RUN: echo old > %t && %status 5 %shim %s -o %t 2>&1 | FileCheck %s && grep -x old %t
; CHECK: {{^}}bpf-shim: error: {{.*}}fence
; CHECK-NOT: damaged
; CHECK-NOT: bpf-shim: error
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "xdp" {
  fence seq_cst
  ret i32 1
}
