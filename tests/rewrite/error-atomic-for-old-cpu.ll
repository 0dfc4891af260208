; An atomic operation that the chosen instruction set lacks is an error with both ways out.
; RUN: echo old > %t && %status 5 %shim %s --cpu v2 -o %t 2>&1 | FileCheck %s && grep -x old %t
; CHECK: {{^}}bpf-shim: error: in 'prog': this atomic operation needs instruction set v3, not v2{{$}}
; CHECK-NEXT: {{^}}bpf-shim: help: pass --cpu v3 (Linux 5.12 and later), or use fetch_add() or fetch_sub() without their results{{$}}
; CHECK-NOT: bpf-shim:
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "xdp" {
  %old = atomicrmw add ptr %ctx, i32 1 seq_cst
  ret i32 %old
}
