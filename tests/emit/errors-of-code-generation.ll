; What only code generation finds, function by function, in the words of this program.
; RUN: rm -f %t && %status 5 %shim %s -o %t 2>&1 | FileCheck %s
; RUN: not test -e %t
; RUN: not %shim %s -o %t 2>&1 | grep -c error: | grep -x 3
; CHECK-DAG: {{^}}bpf-shim: error: in 'product': the operation needs the library function '__multi3', which BPF lacks{{$}}
; CHECK-DAG: {{^}}bpf-shim: error: in 'array': the size of a variable is known only at run time{{$}}
; CHECK-DAG: {{^}}bpf-shim: help: give it a constant size{{$}}
; CHECK-DAG: {{^}}bpf-shim: error: in 'deep': needs more than 512 bytes of stack: 600 bytes for a variable{{$}}
target triple = "bpfel"
define i32 @product(ptr %ctx) section "xdp" {
  %p = load i256, ptr %ctx
  %f = mul i256 %p, %p
  store i256 %f, ptr %ctx
  ret i32 0
}
define i32 @array(ptr %ctx) section "xdp" {
  %n = load i32, ptr %ctx
  %a = alloca i8, i32 %n
  store volatile i8 0, ptr %a
  ret i32 %n
}
define i32 @deep(ptr %ctx) section "xdp" {
  %large = alloca [600 x i8]
  %r = call i32 inttoptr (i64 16 to ptr)(ptr %large, i32 600)
  ret i32 %r
}
