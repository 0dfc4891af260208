; LLVM would end the process over a variable of a thread.
; RUN: rm -f %t && %status 5 %shim %s -o %t 2>&1 | FileCheck %s && not test -e %t
; CHECK: {{^}}bpf-shim: error: in 'prog': 'counter' belongs to a thread, and BPF has no threads{{$}}
; CHECK-NEXT: {{^}}bpf-shim: help: keep it in a per-cpu array map, or without thread_local{{$}}
; CHECK-NOT: bpf-shim:
target triple = "bpfel"
@counter = thread_local global i64 0
define i64 @prog(ptr %ctx) section "xdp" {
  %at = call ptr @llvm.threadlocal.address.p0(ptr @counter)
  %n = load volatile i64, ptr %at
  ret i64 %n
}
declare ptr @llvm.threadlocal.address.p0(ptr)
