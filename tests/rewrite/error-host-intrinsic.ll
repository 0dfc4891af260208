; An intrinsic of the host that means something is one error that names it.
; RUN: echo old > %t && %status 5 %shim %s -o %t 2>&1 | FileCheck %s && grep -x old %t
; CHECK: {{^}}bpf-shim: error: in 'prog': 'x86.rdtsc' is an instruction of x86, not of BPF{{$}}
; CHECK-NOT: bpf-shim: error
target triple = "x86_64-unknown-linux-gnu"
declare i64 @llvm.x86.rdtsc()
define i32 @prog(ptr %ctx) section "xdp" {
  %cycles = call i64 @llvm.x86.rdtsc()
  %r = trunc i64 %cycles to i32
  ret i32 %r
}
