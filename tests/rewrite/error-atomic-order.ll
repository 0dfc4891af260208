; A load that orders others needs v4 and Linux 6.15, a store only v3 and 5.12, where it becomes an exchange.
; RUN: split-file %s %t && rm -f %t/out
; RUN: not %shim %t/load.ll -o %t/out 2>&1 | FileCheck %s --check-prefix=CPU
; RUN: not %shim %t/load.ll --kernel 6.6 -o %t/out 2>&1 | FileCheck %s --check-prefix=KERNEL
; RUN: not %shim %t/consistent.ll --cpu v4 -o %t/out 2>&1 | FileCheck %s --check-prefix=CONSISTENT
; RUN: not %shim %t/store.ll --cpu v2 -o %t/out 2>&1 | FileCheck %s --check-prefix=STORE
; RUN: not %shim %t/store.ll --kernel 5.4 -o %t/out 2>&1 | FileCheck %s --check-prefix=OLD
; RUN: not test -e %t/out
; RUN: %shim %t/load.ll --cpu v4 -o %t/out && llvm-objdump -d --mcpu=v4 %t/out | grep load_acquire
; RUN: %shim %t/store.ll --cpu v4 -o %t/out && llvm-objdump -d --mcpu=v4 %t/out | grep store_release
; RUN: %shim %t/store.ll --kernel 6.6 -o %t/out && llvm-objdump -d --mcpu=v4 %t/out | grep xchg
; CPU: {{^}}bpf-shim: error: in 'prog': an atomic load that orders others needs instruction set v4, not v2{{$}}
; CPU-NEXT: {{^}}bpf-shim: help: use Ordering::Relaxed, or pass --cpu v4 (Linux 6.15 and later){{$}}
; KERNEL: {{^}}bpf-shim: error: in 'prog': an atomic load that orders others needs Linux 6.15{{$}}
; KERNEL-NEXT: {{^}}bpf-shim: help: use Ordering::Relaxed{{$}}
; CONSISTENT: {{^}}bpf-shim: error: in 'prog': BPF has no sequentially consistent atomic load{{$}}
; CONSISTENT-NEXT: help: use Ordering::Relaxed, or Acquire and Release with --cpu v4 (Linux 6.15 and later){{$}}
; STORE: {{^}}bpf-shim: error: in 'prog': an atomic store that orders others needs instruction set v3, not v2{{$}}
; OLD: {{^}}bpf-shim: error: in 'prog': an atomic store that orders others needs Linux 5.12{{$}}
;--- load.ll
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "xdp" {
  %a = load atomic i32, ptr %ctx acquire, align 4
  ret i32 %a
}
;--- consistent.ll
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "xdp" {
  %a = load atomic i32, ptr %ctx seq_cst, align 4
  ret i32 %a
}
;--- store.ll
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "xdp" {
  store atomic i32 3, ptr %ctx release, align 4
  ret i32 0
}
