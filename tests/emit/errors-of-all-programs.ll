; All programs are looked at before the link fails, not only the first bad one.
; RUN: echo old > %t && %status 5 %shim %s -o %t 2>&1 | FileCheck %s && grep -x old %t
; CHECK-DAG: {{^}}bpf-shim: error: in 'a': undefined symbol 'nowhere'{{$}}
; CHECK-DAG: {{^}}bpf-shim: error: in 'b': undefined symbol 'never'{{$}}
; CHECK-DAG: {{^}}bpf-shim: error: undefined symbol 'data'{{$}}
target triple = "bpfel"
@data = external global i32
@table = global [1 x ptr] [ptr @data], section "table"
declare i32 @nowhere()
declare i32 @never()
define i32 @a(ptr %ctx) section "xdp" {
  %r = call i32 @nowhere()
  ret i32 %r
}
define i32 @b(ptr %ctx) section "xdp" {
  %r = call i32 @never()
  ret i32 %r
}
