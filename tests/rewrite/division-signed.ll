; Signed division and remainder of any width work below v4, with the sign of the dividend on the remainder.
; REQUIRES: root-bpf
; RUN: %shim %s --cpu v1 -o %t && %run -e -m .bss %t 9cffffff07000000 64000000f9ffffff 9cfffffff9ffffff | FileCheck %s
; RUN: %shim %s --cpu v2 -o %t && %run -e -m .bss %t 9cffffff07000000 64000000f9ffffff 9cfffffff9ffffff | FileCheck %s
; RUN: %shim %s --cpu v3 -o %t && %run -e -m .bss %t 9cffffff07000000 64000000f9ffffff 9cfffffff9ffffff | FileCheck %s
; -100 / 7, 100 / -7, -100 / -7: 64 bits, then 32, 16 and 8 bits of quotient.
; CHECK: map .bss 00000000 f2fffffffffffffff2fffffff2fff200feffffffffffffff
; CHECK: map .bss 00000000 f2fffffffffffffff2fffffff2fff2000200000000000000
; CHECK: map .bss 00000000 0e000000000000000e0000000e000e00feffffffffffffff
target triple = "bpfel"
%results = type { i64, i32, i16, i8, i64 }
@out = global %results zeroinitializer, section ".bss", align 8
define i32 @prog(ptr %ctx) section "syscall" {
  %a = load i32, ptr %ctx
  %at = getelementptr i8, ptr %ctx, i64 4
  %b = load i32, ptr %at
  %a64 = sext i32 %a to i64
  %b64 = sext i32 %b to i64
  %q64 = sdiv i64 %a64, %b64
  %r64 = srem i64 %a64, %b64
  %q32 = sdiv i32 %a, %b
  %a16 = trunc i32 %a to i16
  %b16 = trunc i32 %b to i16
  %q16 = sdiv i16 %a16, %b16
  %a8 = trunc i32 %a to i8
  %b8 = trunc i32 %b to i8
  %q8 = sdiv i8 %a8, %b8
  store i64 %q64, ptr @out
  store i32 %q32, ptr getelementptr (%results, ptr @out, i64 0, i32 1)
  store i16 %q16, ptr getelementptr (%results, ptr @out, i64 0, i32 2)
  store i8 %q8, ptr getelementptr (%results, ptr @out, i64 0, i32 3)
  store i64 %r64, ptr getelementptr (%results, ptr @out, i64 0, i32 4)
  ret i32 0
}
