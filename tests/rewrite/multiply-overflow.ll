; Multiplication that notices overflow (checked_mul) works for u64 and i64, at the very edges.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && %run %t ffffffff00000000ffffffff00000000 00000000010000000000000001000000 \
; RUN:   ffffffffffffffff0000000000000080 ffffffffffffffffffffffffffffffff ffffffffffffff7f0200000000000000 \
; RUN:   00000000000000800100000000000000 | FileCheck %s
; Ones: the unsigned product overflows; tens: the signed one does; hundreds: both have the low half right.
; CHECK: run prog 0 110
; CHECK-NEXT: run prog 1 111
; CHECK-NEXT: run prog 2 111
; CHECK-NEXT: run prog 3 101
; CHECK-NEXT: run prog 4 110
; CHECK-NEXT: run prog 5 100
target triple = "bpfel"
declare { i64, i1 } @llvm.umul.with.overflow.i64(i64, i64)
declare { i64, i1 } @llvm.smul.with.overflow.i64(i64, i64)
define i32 @prog(ptr %ctx) section "syscall" {
  %a = load i64, ptr %ctx
  %at = getelementptr i8, ptr %ctx, i64 8
  %b = load i64, ptr %at
  %low = mul i64 %a, %b
  %u = call { i64, i1 } @llvm.umul.with.overflow.i64(i64 %a, i64 %b)
  %s = call { i64, i1 } @llvm.smul.with.overflow.i64(i64 %a, i64 %b)
  %u.low = extractvalue { i64, i1 } %u, 0
  %s.low = extractvalue { i64, i1 } %s, 0
  %u.over = extractvalue { i64, i1 } %u, 1
  %s.over = extractvalue { i64, i1 } %s, 1
  %u.right = icmp eq i64 %u.low, %low
  %s.right = icmp eq i64 %s.low, %low
  %right = and i1 %u.right, %s.right
  %ones = zext i1 %u.over to i32
  %tens = select i1 %s.over, i32 10, i32 0
  %hundreds = select i1 %right, i32 100, i32 0
  %sum = add i32 %ones, %tens
  %r = add i32 %sum, %hundreds
  ret i32 %r
}
