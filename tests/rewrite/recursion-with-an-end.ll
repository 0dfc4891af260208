; A recursion whose end the optimiser can prove is unfolded, in one function and through two.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && llvm-objdump -d %t | FileCheck %s --check-prefix=CODE
; RUN: %run %t 05000000 | FileCheck %s
; CODE-NOT: {{[[:space:]]}}call
; CODE: exit
; CHECK: run prog 0 32
target triple = "bpfel"
; power(x, n) = n ? x * power(x, n - 1) : 1, modulo 2^32; even through odd
define internal i32 @power(i32 %x, i32 %n) {
  %end = icmp eq i32 %n, 0
  br i1 %end, label %one, label %more
more:
  %less = sub i32 %n, 1
  %below = call i32 @power(i32 %x, i32 %less)
  %r = mul i32 %below, %x
  ret i32 %r
one:
  ret i32 1
}
define internal i32 @even(i32 %n) {
  %end = icmp eq i32 %n, 0
  br i1 %end, label %yes, label %more
more:
  %less = sub i32 %n, 1
  %r = call i32 @odd(i32 %less)
  ret i32 %r
yes:
  ret i32 1
}
define internal i32 @odd(i32 %n) {
  %end = icmp eq i32 %n, 0
  br i1 %end, label %no, label %more
more:
  %less = sub i32 %n, 1
  %r = call i32 @even(i32 %less)
  ret i32 %r
no:
  ret i32 0
}
define i32 @prog(ptr %ctx) section "syscall" {
  %e = call i32 @even(i32 8)
  %two = add i32 %e, %e
  %p = call i32 @power(i32 %two, i32 5)
  ret i32 %p
}
