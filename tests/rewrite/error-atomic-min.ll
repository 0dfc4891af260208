; An atomic operation that no instruction set has (nand, min, max) is one error in plain words.
; RUN: echo old > %t && %status 5 %shim %s -o %t 2>&1 | FileCheck %s && grep -x old %t
; CHECK: {{^}}bpf-shim: error: in 'prog': {{.*}}atomic
; CHECK-NOT: Cannot select
; CHECK-NOT: bpf-shim: error
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "xdp" {
  %old = atomicrmw umin ptr %ctx, i32 1 seq_cst
  ret i32 %old
}
