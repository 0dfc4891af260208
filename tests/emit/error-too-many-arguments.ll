; A helper call with six arguments is an error of ours, with no dump of LLVM's.
; RUN: echo old > %t && %status 5 %shim %s -o %t 2>&1 | FileCheck %s && grep -x old %t
; CHECK: {{^}}bpf-shim: error: in 'prog': a helper is called with more than five arguments{{$}}
; CHECK-NEXT: {{^}}bpf-shim: help: helpers take up to five arguments of 64 bits each, and return 64 bits: pass a pointer to what is larger{{$}}
; CHECK-NOT: bpf-shim: error
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "xdp" {
  %r = call i32 inttoptr (i64 5 to ptr)(i32 1, i32 2, i32 3, i32 4, i32 5, i32 6)
  ret i32 %r
}
