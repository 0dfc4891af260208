; More stack than the kernel gives is an error for that program, once, with what can be changed.
; RUN: echo old > %t && %status 5 %shim %s -o %t 2>&1 | FileCheck %s && grep -x old %t
; CHECK: {{^}}bpf-shim: error: in 'deep': needs 600 bytes of stack, and there are 512: 600 bytes for a variable{{$}}
; CHECK-NEXT: {{^}}bpf-shim: help: move large variables into a per-cpu array map{{$}}
; CHECK-NOT: bpf-shim:
target triple = "bpfel"
define i32 @deep(ptr %ctx) section "xdp" {
  %large = alloca [600 x i8]
  %r = call i32 inttoptr (i64 16 to ptr)(ptr %large, i32 600)
  ret i32 %r
}
define i32 @flat(ptr %ctx) section "xdp" {
  %small = alloca [500 x i8]
  %r = call i32 inttoptr (i64 16 to ptr)(ptr %small, i32 500)
  ret i32 %r
}
