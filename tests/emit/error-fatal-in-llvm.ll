; What ends LLVM itself, as an operation that its target has no pattern for, is one error about the program: not a crash,
; not damaged input.
; RUN: echo old > %t && %status 5 %shim %s -o %t 2>&1 | FileCheck %s && grep -x old %t
; CHECK: {{^}}bpf-shim: error: {{(in 'prog': )?}}BPF has no instruction for 'llvm.coro.frame'{{$}}
; CHECK-NOT: bpf-shim:
target triple = "bpfel"
declare ptr @llvm.coro.frame()
define i64 @prog(ptr %ctx) section "xdp" {
  %f = call ptr @llvm.coro.frame()
  %r = ptrtoint ptr %f to i64
  ret i64 %r
}
