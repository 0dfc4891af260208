; What ends LLVM itself, as an operation that its target has no pattern for, is one error about the program: not a crash,
; not damaged input.
; RUN: echo old > %t && %status 5 %shim %s -o %t 2>&1 | FileCheck %s && grep -x old %t
; CHECK: {{^}}bpf-shim: error: {{(in 'prog': )?}}BPF has no instruction for 'llvm.nvvm.read.ptx.sreg.clock64'{{$}}
; CHECK-NOT: bpf-shim:
target triple = "bpfel"
declare i64 @llvm.nvvm.read.ptx.sreg.clock64()
define i64 @prog(ptr %ctx) section "xdp" {
  %r = call i64 @llvm.nvvm.read.ptx.sreg.clock64()
  ret i64 %r
}
