; Sums and differences with a constant, and whether they overflow: comparisons with constants, which hold
; for numbers with a sign and without, at both ends.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t --dump-module %t.dump
; RUN: cat %t.dump/*-final.ll | FileCheck %s --check-prefix=CODE
; RUN: %run %t 00000000 01000000 ffffffff feffffff ffffff7f 00000080 7f000000 80000000 | FileCheck %s

; CODE-NOT: with.overflow

; CHECK: run byte 0 755
; CHECK: run word 0 755
; CHECK: run two_words 0 755
; CHECK: run byte 1 3338
; CHECK: run word 1 3338
; CHECK: run two_words 1 3338
; CHECK: run byte 2 3587
; CHECK: run word 2 3587
; CHECK: run two_words 2 3587
; CHECK: run byte 3 501
; CHECK: run word 3 501
; CHECK: run two_words 3 501
; CHECK: run byte 4 3587
; CHECK: run word 4 3482
; CHECK: run two_words 4 3338
; CHECK: run byte 5 755
; CHECK: run word 5 405
; CHECK: run two_words 5 501
; CHECK: run byte 6 3482
; CHECK: run word 6 3338
; CHECK: run two_words 6 3338
; CHECK: run byte 7 405
; CHECK: run word 7 757
; CHECK: run two_words 7 757
target triple = "bpfel"

define i32 @byte(ptr %ctx) section "syscall" {
  %r = load i32, ptr %ctx
  %x = trunc i32 %r to i8
  %b0 = add i32 0, 0
  %p0 = call { i8, i1 } @llvm.uadd.with.overflow.i8(i8 %x, i8 1)
  %o0 = extractvalue { i8, i1 } %p0, 1
  %n0 = extractvalue { i8, i1 } %p0, 0
  %t0 = trunc i8 %n0 to i1
  %u0 = xor i1 %o0, %t0
  %z0 = zext i1 %u0 to i32
  %s0 = shl i32 %z0, 0
  %b1 = or i32 %b0, %s0
  %p1 = call { i8, i1 } @llvm.uadd.with.overflow.i8(i8 %x, i8 -1)
  %o1 = extractvalue { i8, i1 } %p1, 1
  %n1 = extractvalue { i8, i1 } %p1, 0
  %t1 = trunc i8 %n1 to i1
  %u1 = xor i1 %o1, %t1
  %z1 = zext i1 %u1 to i32
  %s1 = shl i32 %z1, 1
  %b2 = or i32 %b1, %s1
  %p2 = call { i8, i1 } @llvm.usub.with.overflow.i8(i8 %x, i8 1)
  %o2 = extractvalue { i8, i1 } %p2, 1
  %n2 = extractvalue { i8, i1 } %p2, 0
  %t2 = trunc i8 %n2 to i1
  %u2 = xor i1 %o2, %t2
  %z2 = zext i1 %u2 to i32
  %s2 = shl i32 %z2, 2
  %b3 = or i32 %b2, %s2
  %p3 = call { i8, i1 } @llvm.usub.with.overflow.i8(i8 %x, i8 -1)
  %o3 = extractvalue { i8, i1 } %p3, 1
  %n3 = extractvalue { i8, i1 } %p3, 0
  %t3 = trunc i8 %n3 to i1
  %u3 = xor i1 %o3, %t3
  %z3 = zext i1 %u3 to i32
  %s3 = shl i32 %z3, 3
  %b4 = or i32 %b3, %s3
  %p4 = call { i8, i1 } @llvm.sadd.with.overflow.i8(i8 %x, i8 1)
  %o4 = extractvalue { i8, i1 } %p4, 1
  %n4 = extractvalue { i8, i1 } %p4, 0
  %t4 = trunc i8 %n4 to i1
  %u4 = xor i1 %o4, %t4
  %z4 = zext i1 %u4 to i32
  %s4 = shl i32 %z4, 4
  %b5 = or i32 %b4, %s4
  %p5 = call { i8, i1 } @llvm.sadd.with.overflow.i8(i8 %x, i8 -1)
  %o5 = extractvalue { i8, i1 } %p5, 1
  %n5 = extractvalue { i8, i1 } %p5, 0
  %t5 = trunc i8 %n5 to i1
  %u5 = xor i1 %o5, %t5
  %z5 = zext i1 %u5 to i32
  %s5 = shl i32 %z5, 5
  %b6 = or i32 %b5, %s5
  %p6 = call { i8, i1 } @llvm.ssub.with.overflow.i8(i8 %x, i8 1)
  %o6 = extractvalue { i8, i1 } %p6, 1
  %n6 = extractvalue { i8, i1 } %p6, 0
  %t6 = trunc i8 %n6 to i1
  %u6 = xor i1 %o6, %t6
  %z6 = zext i1 %u6 to i32
  %s6 = shl i32 %z6, 6
  %b7 = or i32 %b6, %s6
  %p7 = call { i8, i1 } @llvm.ssub.with.overflow.i8(i8 %x, i8 -1)
  %o7 = extractvalue { i8, i1 } %p7, 1
  %n7 = extractvalue { i8, i1 } %p7, 0
  %t7 = trunc i8 %n7 to i1
  %u7 = xor i1 %o7, %t7
  %z7 = zext i1 %u7 to i32
  %s7 = shl i32 %z7, 7
  %b8 = or i32 %b7, %s7
  %p8 = call { i8, i1 } @llvm.sadd.with.overflow.i8(i8 %x, i8 -128)
  %o8 = extractvalue { i8, i1 } %p8, 1
  %n8 = extractvalue { i8, i1 } %p8, 0
  %t8 = trunc i8 %n8 to i1
  %u8 = xor i1 %o8, %t8
  %z8 = zext i1 %u8 to i32
  %s8 = shl i32 %z8, 8
  %b9 = or i32 %b8, %s8
  %p9 = call { i8, i1 } @llvm.ssub.with.overflow.i8(i8 %x, i8 -128)
  %o9 = extractvalue { i8, i1 } %p9, 1
  %n9 = extractvalue { i8, i1 } %p9, 0
  %t9 = trunc i8 %n9 to i1
  %u9 = xor i1 %o9, %t9
  %z9 = zext i1 %u9 to i32
  %s9 = shl i32 %z9, 9
  %b10 = or i32 %b9, %s9
  %p10 = call { i8, i1 } @llvm.sadd.with.overflow.i8(i8 %x, i8 0)
  %o10 = extractvalue { i8, i1 } %p10, 1
  %n10 = extractvalue { i8, i1 } %p10, 0
  %t10 = trunc i8 %n10 to i1
  %u10 = xor i1 %o10, %t10
  %z10 = zext i1 %u10 to i32
  %s10 = shl i32 %z10, 10
  %b11 = or i32 %b10, %s10
  %p11 = call { i8, i1 } @llvm.ssub.with.overflow.i8(i8 %x, i8 0)
  %o11 = extractvalue { i8, i1 } %p11, 1
  %n11 = extractvalue { i8, i1 } %p11, 0
  %t11 = trunc i8 %n11 to i1
  %u11 = xor i1 %o11, %t11
  %z11 = zext i1 %u11 to i32
  %s11 = shl i32 %z11, 11
  %b12 = or i32 %b11, %s11
  ret i32 %b12
}

define i32 @word(ptr %ctx) section "syscall" {
  %r = load i32, ptr %ctx
  %b0 = add i32 0, 0
  %p0 = call { i32, i1 } @llvm.uadd.with.overflow.i32(i32 %r, i32 1)
  %o0 = extractvalue { i32, i1 } %p0, 1
  %n0 = extractvalue { i32, i1 } %p0, 0
  %t0 = trunc i32 %n0 to i1
  %u0 = xor i1 %o0, %t0
  %z0 = zext i1 %u0 to i32
  %s0 = shl i32 %z0, 0
  %b1 = or i32 %b0, %s0
  %p1 = call { i32, i1 } @llvm.uadd.with.overflow.i32(i32 %r, i32 -1)
  %o1 = extractvalue { i32, i1 } %p1, 1
  %n1 = extractvalue { i32, i1 } %p1, 0
  %t1 = trunc i32 %n1 to i1
  %u1 = xor i1 %o1, %t1
  %z1 = zext i1 %u1 to i32
  %s1 = shl i32 %z1, 1
  %b2 = or i32 %b1, %s1
  %p2 = call { i32, i1 } @llvm.usub.with.overflow.i32(i32 %r, i32 1)
  %o2 = extractvalue { i32, i1 } %p2, 1
  %n2 = extractvalue { i32, i1 } %p2, 0
  %t2 = trunc i32 %n2 to i1
  %u2 = xor i1 %o2, %t2
  %z2 = zext i1 %u2 to i32
  %s2 = shl i32 %z2, 2
  %b3 = or i32 %b2, %s2
  %p3 = call { i32, i1 } @llvm.usub.with.overflow.i32(i32 %r, i32 -1)
  %o3 = extractvalue { i32, i1 } %p3, 1
  %n3 = extractvalue { i32, i1 } %p3, 0
  %t3 = trunc i32 %n3 to i1
  %u3 = xor i1 %o3, %t3
  %z3 = zext i1 %u3 to i32
  %s3 = shl i32 %z3, 3
  %b4 = or i32 %b3, %s3
  %p4 = call { i32, i1 } @llvm.sadd.with.overflow.i32(i32 %r, i32 1)
  %o4 = extractvalue { i32, i1 } %p4, 1
  %n4 = extractvalue { i32, i1 } %p4, 0
  %t4 = trunc i32 %n4 to i1
  %u4 = xor i1 %o4, %t4
  %z4 = zext i1 %u4 to i32
  %s4 = shl i32 %z4, 4
  %b5 = or i32 %b4, %s4
  %p5 = call { i32, i1 } @llvm.sadd.with.overflow.i32(i32 %r, i32 -1)
  %o5 = extractvalue { i32, i1 } %p5, 1
  %n5 = extractvalue { i32, i1 } %p5, 0
  %t5 = trunc i32 %n5 to i1
  %u5 = xor i1 %o5, %t5
  %z5 = zext i1 %u5 to i32
  %s5 = shl i32 %z5, 5
  %b6 = or i32 %b5, %s5
  %p6 = call { i32, i1 } @llvm.ssub.with.overflow.i32(i32 %r, i32 1)
  %o6 = extractvalue { i32, i1 } %p6, 1
  %n6 = extractvalue { i32, i1 } %p6, 0
  %t6 = trunc i32 %n6 to i1
  %u6 = xor i1 %o6, %t6
  %z6 = zext i1 %u6 to i32
  %s6 = shl i32 %z6, 6
  %b7 = or i32 %b6, %s6
  %p7 = call { i32, i1 } @llvm.ssub.with.overflow.i32(i32 %r, i32 -1)
  %o7 = extractvalue { i32, i1 } %p7, 1
  %n7 = extractvalue { i32, i1 } %p7, 0
  %t7 = trunc i32 %n7 to i1
  %u7 = xor i1 %o7, %t7
  %z7 = zext i1 %u7 to i32
  %s7 = shl i32 %z7, 7
  %b8 = or i32 %b7, %s7
  %p8 = call { i32, i1 } @llvm.sadd.with.overflow.i32(i32 %r, i32 -2147483648)
  %o8 = extractvalue { i32, i1 } %p8, 1
  %n8 = extractvalue { i32, i1 } %p8, 0
  %t8 = trunc i32 %n8 to i1
  %u8 = xor i1 %o8, %t8
  %z8 = zext i1 %u8 to i32
  %s8 = shl i32 %z8, 8
  %b9 = or i32 %b8, %s8
  %p9 = call { i32, i1 } @llvm.ssub.with.overflow.i32(i32 %r, i32 -2147483648)
  %o9 = extractvalue { i32, i1 } %p9, 1
  %n9 = extractvalue { i32, i1 } %p9, 0
  %t9 = trunc i32 %n9 to i1
  %u9 = xor i1 %o9, %t9
  %z9 = zext i1 %u9 to i32
  %s9 = shl i32 %z9, 9
  %b10 = or i32 %b9, %s9
  %p10 = call { i32, i1 } @llvm.sadd.with.overflow.i32(i32 %r, i32 0)
  %o10 = extractvalue { i32, i1 } %p10, 1
  %n10 = extractvalue { i32, i1 } %p10, 0
  %t10 = trunc i32 %n10 to i1
  %u10 = xor i1 %o10, %t10
  %z10 = zext i1 %u10 to i32
  %s10 = shl i32 %z10, 10
  %b11 = or i32 %b10, %s10
  %p11 = call { i32, i1 } @llvm.ssub.with.overflow.i32(i32 %r, i32 0)
  %o11 = extractvalue { i32, i1 } %p11, 1
  %n11 = extractvalue { i32, i1 } %p11, 0
  %t11 = trunc i32 %n11 to i1
  %u11 = xor i1 %o11, %t11
  %z11 = zext i1 %u11 to i32
  %s11 = shl i32 %z11, 11
  %b12 = or i32 %b11, %s11
  ret i32 %b12
}

define i32 @two_words(ptr %ctx) section "syscall" {
  %r = load i32, ptr %ctx
  %x = sext i32 %r to i64
  %b0 = add i32 0, 0
  %p0 = call { i64, i1 } @llvm.uadd.with.overflow.i64(i64 %x, i64 1)
  %o0 = extractvalue { i64, i1 } %p0, 1
  %n0 = extractvalue { i64, i1 } %p0, 0
  %t0 = trunc i64 %n0 to i1
  %u0 = xor i1 %o0, %t0
  %z0 = zext i1 %u0 to i32
  %s0 = shl i32 %z0, 0
  %b1 = or i32 %b0, %s0
  %p1 = call { i64, i1 } @llvm.uadd.with.overflow.i64(i64 %x, i64 -1)
  %o1 = extractvalue { i64, i1 } %p1, 1
  %n1 = extractvalue { i64, i1 } %p1, 0
  %t1 = trunc i64 %n1 to i1
  %u1 = xor i1 %o1, %t1
  %z1 = zext i1 %u1 to i32
  %s1 = shl i32 %z1, 1
  %b2 = or i32 %b1, %s1
  %p2 = call { i64, i1 } @llvm.usub.with.overflow.i64(i64 %x, i64 1)
  %o2 = extractvalue { i64, i1 } %p2, 1
  %n2 = extractvalue { i64, i1 } %p2, 0
  %t2 = trunc i64 %n2 to i1
  %u2 = xor i1 %o2, %t2
  %z2 = zext i1 %u2 to i32
  %s2 = shl i32 %z2, 2
  %b3 = or i32 %b2, %s2
  %p3 = call { i64, i1 } @llvm.usub.with.overflow.i64(i64 %x, i64 -1)
  %o3 = extractvalue { i64, i1 } %p3, 1
  %n3 = extractvalue { i64, i1 } %p3, 0
  %t3 = trunc i64 %n3 to i1
  %u3 = xor i1 %o3, %t3
  %z3 = zext i1 %u3 to i32
  %s3 = shl i32 %z3, 3
  %b4 = or i32 %b3, %s3
  %p4 = call { i64, i1 } @llvm.sadd.with.overflow.i64(i64 %x, i64 1)
  %o4 = extractvalue { i64, i1 } %p4, 1
  %n4 = extractvalue { i64, i1 } %p4, 0
  %t4 = trunc i64 %n4 to i1
  %u4 = xor i1 %o4, %t4
  %z4 = zext i1 %u4 to i32
  %s4 = shl i32 %z4, 4
  %b5 = or i32 %b4, %s4
  %p5 = call { i64, i1 } @llvm.sadd.with.overflow.i64(i64 %x, i64 -1)
  %o5 = extractvalue { i64, i1 } %p5, 1
  %n5 = extractvalue { i64, i1 } %p5, 0
  %t5 = trunc i64 %n5 to i1
  %u5 = xor i1 %o5, %t5
  %z5 = zext i1 %u5 to i32
  %s5 = shl i32 %z5, 5
  %b6 = or i32 %b5, %s5
  %p6 = call { i64, i1 } @llvm.ssub.with.overflow.i64(i64 %x, i64 1)
  %o6 = extractvalue { i64, i1 } %p6, 1
  %n6 = extractvalue { i64, i1 } %p6, 0
  %t6 = trunc i64 %n6 to i1
  %u6 = xor i1 %o6, %t6
  %z6 = zext i1 %u6 to i32
  %s6 = shl i32 %z6, 6
  %b7 = or i32 %b6, %s6
  %p7 = call { i64, i1 } @llvm.ssub.with.overflow.i64(i64 %x, i64 -1)
  %o7 = extractvalue { i64, i1 } %p7, 1
  %n7 = extractvalue { i64, i1 } %p7, 0
  %t7 = trunc i64 %n7 to i1
  %u7 = xor i1 %o7, %t7
  %z7 = zext i1 %u7 to i32
  %s7 = shl i32 %z7, 7
  %b8 = or i32 %b7, %s7
  %p8 = call { i64, i1 } @llvm.sadd.with.overflow.i64(i64 %x, i64 -9223372036854775808)
  %o8 = extractvalue { i64, i1 } %p8, 1
  %n8 = extractvalue { i64, i1 } %p8, 0
  %t8 = trunc i64 %n8 to i1
  %u8 = xor i1 %o8, %t8
  %z8 = zext i1 %u8 to i32
  %s8 = shl i32 %z8, 8
  %b9 = or i32 %b8, %s8
  %p9 = call { i64, i1 } @llvm.ssub.with.overflow.i64(i64 %x, i64 -9223372036854775808)
  %o9 = extractvalue { i64, i1 } %p9, 1
  %n9 = extractvalue { i64, i1 } %p9, 0
  %t9 = trunc i64 %n9 to i1
  %u9 = xor i1 %o9, %t9
  %z9 = zext i1 %u9 to i32
  %s9 = shl i32 %z9, 9
  %b10 = or i32 %b9, %s9
  %p10 = call { i64, i1 } @llvm.sadd.with.overflow.i64(i64 %x, i64 0)
  %o10 = extractvalue { i64, i1 } %p10, 1
  %n10 = extractvalue { i64, i1 } %p10, 0
  %t10 = trunc i64 %n10 to i1
  %u10 = xor i1 %o10, %t10
  %z10 = zext i1 %u10 to i32
  %s10 = shl i32 %z10, 10
  %b11 = or i32 %b10, %s10
  %p11 = call { i64, i1 } @llvm.ssub.with.overflow.i64(i64 %x, i64 0)
  %o11 = extractvalue { i64, i1 } %p11, 1
  %n11 = extractvalue { i64, i1 } %p11, 0
  %t11 = trunc i64 %n11 to i1
  %u11 = xor i1 %o11, %t11
  %z11 = zext i1 %u11 to i32
  %s11 = shl i32 %z11, 11
  %b12 = or i32 %b11, %s11
  ret i32 %b12
}

declare { i8, i1 } @llvm.uadd.with.overflow.i8(i8, i8)
declare { i8, i1 } @llvm.usub.with.overflow.i8(i8, i8)
declare { i8, i1 } @llvm.sadd.with.overflow.i8(i8, i8)
declare { i8, i1 } @llvm.ssub.with.overflow.i8(i8, i8)
declare { i32, i1 } @llvm.uadd.with.overflow.i32(i32, i32)
declare { i32, i1 } @llvm.usub.with.overflow.i32(i32, i32)
declare { i32, i1 } @llvm.sadd.with.overflow.i32(i32, i32)
declare { i32, i1 } @llvm.ssub.with.overflow.i32(i32, i32)
declare { i64, i1 } @llvm.uadd.with.overflow.i64(i64, i64)
declare { i64, i1 } @llvm.usub.with.overflow.i64(i64, i64)
declare { i64, i1 } @llvm.sadd.with.overflow.i64(i64, i64)
declare { i64, i1 } @llvm.ssub.with.overflow.i64(i64, i64)
