; Each error is reported once, however often the programs are emitted to find what fits.
; RUN: echo old > %t && %status 5 %shim %s -o %t > %t.err 2>&1 && grep -x old %t
; RUN: FileCheck %s < %t.err
; RUN: grep -c error: %t.err | grep -x 2
; CHECK-DAG: {{^}}bpf-shim: error: in 'first': needs 600 bytes of stack, and there are 512: 600 bytes for a variable{{$}}
; CHECK-DAG: {{^}}bpf-shim: error: in 'second': needs 704 bytes of stack, and there are 512: 700 bytes for a variable{{$}}
target triple = "bpfel"
define i32 @first(ptr %ctx) section "xdp" {
  %large = alloca [600 x i8]
  %r = call i32 inttoptr (i64 16 to ptr)(ptr %large, i32 600)
  ret i32 %r
}

define i32 @second(ptr %ctx) section "xdp" {
  %large = alloca [700 x i8]
  %r = call i32 inttoptr (i64 16 to ptr)(ptr %large, i32 700)
  ret i32 %r
}
