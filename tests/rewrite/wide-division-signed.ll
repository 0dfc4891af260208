; Signed division of 128-bit numbers rounds to zero, and the remainder has the sign of the dividend.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && llvm-objdump -dr %t | FileCheck %s --check-prefix=CODE --implicit-check-not="{{call[x ]}}"
; RUN: %run -e -m .bss %t cb444271764eb6429d02000000000080b112f47e5fdab40d0000000000000000 \
; RUN:   ffffffffffffffffffffffffffffffff03000000000000000000000000000000 \
; RUN:   01000000000000000100000000000000f9ffffffffffffffffffffffffffffff \
; RUN:   0500000000000000000000000000000000000000000000000000000000000080 | FileCheck %s
; CODE: exit
; CHECK: map .bss 00000000 457da9c3ef4d4da9f6ffffffffffffff16ce7fe21f68def3ffffffffffffffff{{$}}
; CHECK: map .bss 00000000 00000000000000000000000000000000ffffffffffffffffffffffffffffffff{{$}}
; CHECK: map .bss 00000000 6edbb66ddbb66ddbffffffffffffffff03000000000000000000000000000000{{$}}
; CHECK: map .bss 00000000 0000000000000000000000000000000005000000000000000000000000000000{{$}}
target triple = "bpfel"
@out = global [2 x i128] zeroinitializer, section ".bss", align 8
define i32 @prog(ptr %ctx) section "syscall" {
  %a = load i128, ptr %ctx, align 8
  %at = getelementptr i8, ptr %ctx, i64 16
  %b = load i128, ptr %at, align 8
  %x = sdiv i128 %a, %b
  store i128 %x, ptr @out, align 8
  %y = srem i128 %a, %b
  store i128 %y, ptr getelementptr (i8, ptr @out, i64 16), align 8
  ret i32 0
}
