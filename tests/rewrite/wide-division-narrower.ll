; Numbers of 65 to 127 bits are divided, multiplied and shifted in place, too, where LLVM would call a library, and exactly.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && llvm-objdump -dr %t | FileCheck %s --check-prefix=CODE --implicit-check-not="{{call[x ]}}"
; RUN: %run -e -m .bss %t 3930000000000000000000000800000003000000000000000000000000000000 \
; RUN:   f9ffffffffffffffffffffff0f00000005000000000000000000000000000000 \
; RUN:   457c769f39d8644199c0e5bd0500000037ce91cbde1fc1b03c00000000000000 \
; RUN:   30436dd729fe69bd9e8ceba603000000da4e4f78101d93f8fcffffff0f000000 \
; RUN:   0700000000000000000000000000000000000000000000000000010000000000 | FileCheck %s
; CODE: exit
; CHECK: map .bss 00000000 bdbaaaaaaaaaaaaaaaaaaaaa02000000ab9000000000000000000000080000006965555555555555555555550d000000feffffffffffffffffffffff0f000000070600000000000000000000010000000706000000000000000000000f000000{{$}}
; CHECK: map .bss 00000000 31333333333333333333333303000000ddffffffffffffffffffffff0f000000ffffffffffffffffffffffff0f000000feffffffffffffffffffffff0f000000ffffffffffffffffffffff7f00000000ffffffffffffffffffffffff0f000000{{$}}
; CHECK: map .bss 00000000 c2363818000000000000000000000000d33889b42f38901e57ff7a3708000000c2363818000000000000000000000000979c7055387f7fb61600000000000000823281cb7b0b00000000000000000000823281cb7b0b00000000000000000000{{$}}
; CHECK: map .bss 00000000 00000000000000000000000000000000e0d653f97a84988fd55fa2ac01000000b11b58cbfeffffffffffffff0f00000076c056520088303f0200000000000000758a7f5aaf27e3bae900000000000000758a7f5aaf27e3bae900000000000000{{$}}
; CHECK: map .bss 00000000 000000000000000000000000000000000000000000000000000007000000000000000000000000000000000000000000070000000000000000000000000000000700000000000000000000000000000007000000000000000000000000000000{{$}}
target triple = "bpfel"
@out = global [6 x i128] zeroinitializer, section ".bss", align 8
define i32 @prog(ptr %ctx) section "syscall" {
  %a = load i100, ptr %ctx, align 8
  %at = getelementptr i8, ptr %ctx, i64 16
  %b = load i100, ptr %at, align 8
  %n = and i100 %b, 63
  %udiv = udiv i100 %a, %b
  %mul = mul i100 %a, %b
  %sdiv = sdiv i100 %a, %b
  %srem = srem i100 %a, %b
  %lshr = lshr i100 %a, %n
  %ashr = ashr i100 %a, %n
  %w0 = zext i100 %udiv to i128
  %p0 = getelementptr i128, ptr @out, i64 0
  store i128 %w0, ptr %p0, align 8
  %w1 = zext i100 %mul to i128
  %p1 = getelementptr i128, ptr @out, i64 1
  store i128 %w1, ptr %p1, align 8
  %w2 = zext i100 %sdiv to i128
  %p2 = getelementptr i128, ptr @out, i64 2
  store i128 %w2, ptr %p2, align 8
  %w3 = zext i100 %srem to i128
  %p3 = getelementptr i128, ptr @out, i64 3
  store i128 %w3, ptr %p3, align 8
  %w4 = zext i100 %lshr to i128
  %p4 = getelementptr i128, ptr @out, i64 4
  store i128 %w4, ptr %p4, align 8
  %w5 = zext i100 %ashr to i128
  %p5 = getelementptr i128, ptr @out, i64 5
  store i128 %w5, ptr %p5, align 8
  ret i32 0
}
