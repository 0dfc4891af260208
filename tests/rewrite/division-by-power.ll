; Signed division by powers of two, costs no division and rounds to zero.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && llvm-objdump -d %t | FileCheck %s --check-prefix=CODE --implicit-check-not="/="
; RUN: %run -e -m .bss %t e7ffffffffffffff 1900000000000000 0000000000000080 | FileCheck %s
; CODE: exit
; -25, 25 and the least number: by 8, the remainder, and by the least number.
; CHECK: map .bss 00000000 fdffffffffffffffffffffffffffffff0000000000000000
; CHECK: map .bss 00000000 030000000000000001000000000000000000000000000000
; CHECK: map .bss 00000000 00000000000000f000000000000000000100000000000000
target triple = "bpfel"
@out = global [3 x i64] zeroinitializer, section ".bss"
define i32 @prog(ptr %ctx) section "syscall" {
  %a = load i64, ptr %ctx
  %q = sdiv i64 %a, 8
  %m = srem i64 %a, 8
  %least = sdiv i64 %a, -9223372036854775808
  store i64 %q, ptr @out
  store i64 %m, ptr getelementptr ([3 x i64], ptr @out, i64 0, i64 1)
  store i64 %least, ptr getelementptr ([3 x i64], ptr @out, i64 0, i64 2)
  ret i32 0
}
