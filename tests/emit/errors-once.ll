; Each error is reported once, however often the programs are emitted to find what fits.
; RUN: echo old > %t && %status 5 %shim %s -o %t > %t.err 2>&1 && grep -x old %t
; RUN: FileCheck %s < %t.err
; RUN: grep -c error: %t.err | grep -x 2
; CHECK-DAG: {{^}}bpf-shim: error: in 'many': a call that is not inlined passes more than five arguments{{$}}
; CHECK-DAG: {{^}}bpf-shim: error: in 'deep': the program needs more than 512 bytes of stack{{$}}
target triple = "bpfel"
define i32 @many(ptr %ctx) section "xdp" {
  %r = call i32 inttoptr (i64 16 to ptr)(ptr %ctx, i64 2, i64 3, i64 4, i64 5, i64 6)
  ret i32 %r
}

define i32 @deep(ptr %ctx) section "xdp" {
  %large = alloca [600 x i8]
  %r = call i32 inttoptr (i64 16 to ptr)(ptr %large, i32 600)
  ret i32 %r
}
