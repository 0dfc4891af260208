; Features of the CPU reach code generation; what LLVM does not know of is said once, and ignored.
; RUN: %shim %s -o %t --cpu v2 && llvm-objdump -d --mcpu=v2 %t | FileCheck %s --check-prefix=WIDE
; RUN: %shim %s -o %t --cpu v2 --cpu-features=+alu32 && llvm-objdump -d %t | FileCheck %s --check-prefix=NARROW
; RUN: %shim %s -o %t --cpu v2 --cpu-features=+alu32,+frob,-frob,+frob 2>&1 | FileCheck %s
; RUN: llvm-objdump -d %t | FileCheck %s --check-prefix=NARROW
; CHECK: {{^}}bpf-shim: warning: LLVM {{[0-9.]+}} has no cpu feature '+frob': it is ignored{{$}}
; CHECK-NEXT: {{^}}bpf-shim: warning: LLVM {{[0-9.]+}} has no cpu feature '-frob': it is ignored{{$}}
; CHECK-NOT: {{.}}
; WIDE: r0 *= 0x6
; NARROW: w0 *= 0x6
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "xdp" {
  %x = load i32, ptr %ctx
  %y = mul i32 %x, 6
  ret i32 %y
}
