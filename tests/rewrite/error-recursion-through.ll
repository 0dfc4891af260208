; A recursion without a known end is an error that names the cycle.
; RUN: not %shim %s -o %t 2>&1 | FileCheck %s
; CHECK: bpf-shim: error: in 'prog': the call of 'even' cannot be inlined (recursion through 'odd')
; CHECK-NEXT: bpf-shim: help: turn the recursion into a loop, or pass a depth that is known at build time
target triple = "bpfel"
define internal i32 @even(ptr %p, i32 %n) {
  %x = load volatile i32, ptr %p
  %end = icmp eq i32 %n, %x
  br i1 %end, label %yes, label %more
more:
  %r = call i32 @odd(ptr %p, i32 %x)
  %s = mul i32 %r, 3
  ret i32 %s
yes:
  ret i32 1
}
define internal i32 @odd(ptr %p, i32 %n) {
  %r = call i32 @even(ptr %p, i32 %n)
  %s = add i32 %r, 1
  ret i32 %s
}
define i32 @prog(ptr %ctx) section "syscall" {
  %n = load i32, ptr %ctx
  %r = call i32 @even(ptr %ctx, i32 %n)
  ret i32 %r
}
