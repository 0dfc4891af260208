; Division and remainder of 128-bit numbers are done in place and are exact.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && llvm-objdump -dr %t | FileCheck %s --check-prefix=CODE --implicit-check-not="{{call[x ]}}"
; RUN: %run -e -m .bss %t cb444271764eb6429d02000000000080b112f47e5fdab40d0000000000000000 \
; RUN:   ffffffffffffffffffffffffffffffff03000000000000000000000000000000 \
; RUN:   01000000000000000100000000000000f9ffffffffffffffffffffffffffffff \
; RUN:   0500000000000000000000000000000000000000000000000000000000000080 | FileCheck %s
; CODE: exit
; CHECK: map .bss 00000000 63e4563c10b2b25609000000000000005866c33407b7200c0000000000000000{{$}}
; CHECK: map .bss 00000000 5555555555555555555555555555555500000000000000000000000000000000{{$}}
; CHECK: map .bss 00000000 0000000000000000000000000000000001000000000000000100000000000000{{$}}
; CHECK: map .bss 00000000 0000000000000000000000000000000005000000000000000000000000000000{{$}}
target triple = "bpfel"
@out = global [2 x i128] zeroinitializer, section ".bss", align 8
define i32 @prog(ptr %ctx) section "syscall" {
  %a = load i128, ptr %ctx, align 8
  %at = getelementptr i8, ptr %ctx, i64 16
  %b = load i128, ptr %at, align 8
  %x = udiv i128 %a, %b
  store i128 %x, ptr @out, align 8
  %y = urem i128 %a, %b
  store i128 %y, ptr getelementptr (i8, ptr @out, i64 16), align 8
  ret i32 0
}
