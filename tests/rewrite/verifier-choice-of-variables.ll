; A choice between two variables on the stack is no arithmetic on their addresses.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && %run -m .bss %t 00000000 | FileCheck %s --check-prefix=FIRST
; RUN: %run -m .bss %t 01000000 | FileCheck %s --check-prefix=SECOND
; FIRST: map .bss 00000000 05060606
; SECOND: map .bss 00000000 06050606
target triple = "bpfel"
@out = global [4 x i8] zeroinitializer, section ".bss"
define i32 @prog(ptr %ctx) section "syscall" {
  %pair = alloca [4 x i8], align 8
  %which = load volatile i32, ptr %ctx
  store volatile i32 101058054, ptr %pair
  %one = getelementptr i8, ptr %pair, i64 1
  %second = icmp eq i32 %which, 1
  %chosen = select i1 %second, ptr %one, ptr %pair
  store volatile i8 5, ptr %chosen
  %word = load volatile i32, ptr %pair
  store i32 %word, ptr @out
  ret i32 0
}
