; Numbers of 65 to 127 bits are divided and multiplied in place, too: LLVM would call a library.
; RUN: %shim %s -o %t && llvm-objdump -dr %t | FileCheck %s --implicit-check-not="{{call[x ]}}"
; CHECK: exit
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "syscall" {
  %a = load i100, ptr %ctx, align 8
  %at = getelementptr i8, ptr %ctx, i64 16
  %b = load i100, ptr %at, align 8
  %q = udiv i100 %a, %b
  %p = mul i100 %q, %a
  %s = sdiv i100 %p, %b
  %r = srem i100 %s, %a
  %h = lshr i100 %r, %b
  store i100 %h, ptr %ctx, align 8
  ret i32 0
}
