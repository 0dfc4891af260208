; Multiplication of 128-bit numbers is done in place and is exact.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && llvm-objdump -dr %t | FileCheck %s --check-prefix=CODE --implicit-check-not="{{call[x ]}}"
; RUN: %run -e -m .bss %t cb444271764eb6429d02000000000080b112f47e5fdab40d0000000000000000 \
; RUN:   ffffffffffffffffffffffffffffffff03000000000000000000000000000000 \
; RUN:   01000000000000000100000000000000f9ffffffffffffffffffffffffffffff \
; RUN:   0500000000000000000000000000000000000000000000000000000000000080 | FileCheck %s
; CODE: exit
; CHECK: map .bss 00000000 5bd62373358a1b2a4a286a14a20e3155{{$}}
; CHECK: map .bss 00000000 fdffffffffffffffffffffffffffffff{{$}}
; CHECK: map .bss 00000000 f9fffffffffffffff8ffffffffffffff{{$}}
; CHECK: map .bss 00000000 00000000000000000000000000000080{{$}}
target triple = "bpfel"
@out = global [1 x i128] zeroinitializer, section ".bss", align 8
define i32 @prog(ptr %ctx) section "syscall" {
  %a = load i128, ptr %ctx, align 8
  %at = getelementptr i8, ptr %ctx, i64 16
  %b = load i128, ptr %at, align 8
  %x = mul i128 %a, %b
  store i128 %x, ptr @out, align 8
  ret i32 0
}
