; Before 5.12 there is only the addition whose result nobody uses; it stays that, for v3, too.
; RUN: split-file %s %t
; RUN: not %shim %t/result.ll -o %t/out --kernel 5.10 2>&1 | FileCheck %s
; RUN: not %shim %t/exchange.ll -o %t/out --kernel 4.15 2>&1 | FileCheck %s
; RUN: %shim %t/forget.ll -o %t/out --kernel 5.10 --cpu v3 && %shim --check %t/out --kernel 5.10
; CHECK: {{^}}bpf-shim: error: in 'prog': this atomic operation needs Linux 5.12{{$}}
; CHECK-NEXT: {{^}}bpf-shim: help: older kernels have fetch_add() and fetch_sub() alone, without their results{{$}}
;--- result.ll
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "xdp" {
  %variable = alloca i32
  store i32 0, ptr %variable
  %old = atomicrmw add ptr %variable, i32 1 seq_cst
  ret i32 %old
}
;--- exchange.ll
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "xdp" {
  %variable = alloca i32
  store volatile i32 0, ptr %variable
  %old = cmpxchg ptr %variable, i32 0, i32 1 seq_cst seq_cst
  ret i32 0
}
;--- forget.ll
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "xdp" {
  %variable = alloca i32
  store volatile i32 0, ptr %variable
  %old = atomicrmw add ptr %variable, i32 1 seq_cst
  %now = load volatile i32, ptr %variable
  ret i32 %now
}
