; What does not fit into registers is an error with every LLVM: 23 would pass it in other ways.
; RUN: echo old > %t && %status 5 %shim %s -o %t > %t.err 2>&1 && grep -x old %t
; RUN: FileCheck %s < %t.err
; RUN: grep -c error: %t.err | grep -x 7
; CHECK: {{^}}bpf-shim: error: in 'passes': a helper is called with more than five arguments{{$}}
; CHECK: {{^}}bpf-shim: error: in 'receives': a helper is called for a result of more than 64 bits{{$}}
; CHECK: {{^}}bpf-shim: error: in 'returns': the program returns more than 64 bits{{$}}
; CHECK-NEXT: {{^}}bpf-shim: help: give it the form extern "C" fn(ctx: *mut T) -> u32{{$}}
; CHECK: {{^}}bpf-shim: error: in 'takes': the program takes more than five arguments{{$}}
; CHECK: {{^}}bpf-shim: error: in 'structure': the program returns more than 64 bits{{$}}
; CHECK: {{^}}bpf-shim: error: in 'many': the program takes any number of arguments{{$}}
; CHECK: {{^}}bpf-shim: error: in 'called': a function that is not inlined takes more than five arguments{{$}}
; CHECK-NEXT: {{^}}bpf-shim: help: pass pointers to what is larger, up to five arguments in all{{$}}
target triple = "bpfel"
define i32 @passes(ptr %ctx) section "xdp" {
  %r = call i32 (ptr, ...) inttoptr (i64 6 to ptr)(ptr %ctx, i128 1, i64 3, i64 4, i64 5)
  ret i32 %r
}

define i64 @receives(ptr %ctx) section "xdp" {
  %r = call i128 inttoptr (i64 5 to ptr)()
  %high = lshr i128 %r, 64
  %t = trunc i128 %high to i64
  ret i64 %t
}

define i128 @returns(ptr %ctx) section "xdp" {
  ret i128 1
}

define i64 @takes(i64 %a, i64 %b, i64 %c, i64 %d, i64 %e, i64 %f) section "xdp" {
  ret i64 %f
}

define void @structure(ptr sret([40 x i8]) %s) section "xdp" {
  store i64 1, ptr %s
  ret void
}

define i64 @many(ptr %ctx, ...) section "xdp" {
  ret i64 0
}

define i64 @loops(ptr %ctx) section "xdp" {
  %r = call i64 inttoptr (i64 181 to ptr)(i32 4, ptr @called, ptr %ctx, i64 0)
  ret i64 %r
}

define internal i64 @called(i32 %i, ptr %ctx, i64 %c, i64 %d, i64 %e, i64 %f) {
  ret i64 %f
}
