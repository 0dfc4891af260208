; A chosen function without a result, with five arguments, gets all of them.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && %run -e -m .bss %t 00000000 01000000 | FileCheck %s
; CHECK: map .bss 00000000 0f000000
; CHECK: map .bss 00000000 05000000
target triple = "bpfel"
@out = global i32 0, section ".bss"
define internal void @sum(i32 %a, i32 %b, i32 %c, i32 %d, i32 %e) {
  %ab = add i32 %a, %b
  %abc = add i32 %ab, %c
  %abcd = add i32 %abc, %d
  %all = add i32 %abcd, %e
  store i32 %all, ptr @out
  ret void
}
define internal void @last(i32 %a, i32 %b, i32 %c, i32 %d, i32 %e) {
  store i32 %e, ptr @out
  ret void
}
define i32 @prog(ptr %ctx) section "syscall" {
  %which = load i32, ptr %ctx
  %first = icmp eq i32 %which, 0
  %f = select i1 %first, ptr @sum, ptr @last
  call void %f(i32 1, i32 2, i32 3, i32 4, i32 5)
  ret i32 0
}
