; A load or store that orders others needs v4; below it is an error for each, and with it an instruction.
; RUN: echo old > %t && %status 5 %shim %s -o %t 2>&1 | FileCheck %s && grep -x old %t
; RUN: %shim %s --cpu v4 -o %t && llvm-objdump -d --mcpu=v4 %t | FileCheck %s --check-prefix=V4
; CHECK: {{^}}bpf-shim: error: in 'prog': an atomic load that orders others needs instruction set v4{{$}}
; CHECK-NEXT: {{^}}bpf-shim: help: use Ordering::Relaxed, or pass --cpu v4 {{.*}}{{$}}
; CHECK-NEXT: {{^}}bpf-shim: error: in 'prog': an atomic store that orders others needs instruction set v4{{$}}
; V4: load_acquire
; V4: store_release
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "xdp" {
  %a = load atomic i32, ptr %ctx acquire, align 4
  store atomic i32 %a, ptr %ctx release, align 4
  ret i32 %a
}
