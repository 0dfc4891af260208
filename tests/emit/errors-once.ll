; Each error is reported once, however often the programs are emitted to find what fits.
; RUN: echo old > %t && %status 5 %shim %s -o %t > %t.err 2>&1 && grep -x old %t
; RUN: FileCheck %s < %t.err
; RUN: grep -c error: %t.err | grep -x 2
; CHECK-DAG: {{^}}bpf-shim: error: in 'float': floating point {{.*}}{{$}}
; CHECK-DAG: {{^}}bpf-shim: error: in 'deep': the program needs more than 512 bytes of stack{{$}}
target triple = "bpfel"
define i32 @float(ptr %ctx) section "xdp" {
  %a = load double, ptr %ctx
  %m = fmul double %a, %a
  store double %m, ptr %ctx
  ret i32 1
}
define i32 @deep(ptr %ctx) section "xdp" {
  %large = alloca [600 x i8]
  %r = call i32 inttoptr (i64 16 to ptr)(ptr %large, i32 600)
  ret i32 %r
}
