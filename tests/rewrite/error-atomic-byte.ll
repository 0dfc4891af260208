; An atomic operation on 8 or 16 bits (AtomicBool) is one error in plain words: BPF has none.
; RUN: echo old > %t && %status 5 %shim %s -o %t 2>&1 | FileCheck %s && grep -x old %t
; CHECK: {{^}}bpf-shim: error: in 'prog': {{.*}}{{32|64}}
; CHECK-NOT: Cannot select
; CHECK-NOT: bpf-shim: error
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "xdp" {
  %old = atomicrmw or ptr %ctx, i8 1 seq_cst
  %r = zext i8 %old to i32
  ret i32 %r
}
