; What only code generation finds, function by function, in the words of this program.
; RUN: rm -f %t && %status 5 %shim %s -o %t 2>&1 | FileCheck %s
; RUN: not test -e %t
; CHECK-DAG: {{^}}bpf-shim: error: in 'sum': floating point arithmetic is not possible in BPF ('__adddf3'){{$}}
; CHECK-DAG: {{^}}bpf-shim: error: in 'root': the operation needs the library function 'sqrt', which BPF lacks{{$}}
; CHECK-DAG: {{^}}bpf-shim: error: in 'array': the size of a variable is known only at run time{{$}}
; CHECK-DAG: {{^}}bpf-shim: help: give it a constant size{{$}}
; CHECK-DAG: {{^}}bpf-shim: error: in 'deep': needs more than 512 bytes of stack: 600 bytes for a variable{{$}}
target triple = "bpfel"
define i32 @sum(ptr %ctx) section "xdp" {
  %p = load double, ptr %ctx
  %f = call double @llvm.experimental.constrained.fadd.f64(double %p, double 3.0, metadata !"round.tonearest", metadata !"fpexcept.strict") strictfp
  store double %f, ptr %ctx
  ret i32 0
}
define i32 @root(ptr %ctx) section "xdp" {
  %p = load double, ptr %ctx
  %f = call double @llvm.sqrt.f64(double %p)
  store double %f, ptr %ctx
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
declare double @llvm.experimental.constrained.fadd.f64(double, double, metadata, metadata)
declare double @llvm.sqrt.f64(double)
