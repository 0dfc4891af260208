; checked_mul of u128 and i128 notices overflow, and gives the right product when there is none.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && llvm-objdump -dr %t | FileCheck %s --check-prefix=CODE --implicit-check-not="{{call[x ]}}"
; RUN: %run %t ffffffffffffffff0000000000000000ffffffffffffffff0000000000000000 \
; RUN:   0000000000000000010000000000000000000000000000000100000000000000 \
; RUN:   ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff \
; RUN:   0000000000000000000000000000008001000000000000000000000000000000 \
; RUN:   ffffffffffffffffffffffffffffff7f02000000000000000000000000000000 \
; RUN:   00000000000000000000000000000080ffffffffffffffffffffffffffffffff | FileCheck %s
; CODE: exit
; Ones: the unsigned product overflows; tens: the signed one does.
; CHECK: run prog 0 110
; CHECK-NEXT: run prog 1 111
; CHECK-NEXT: run prog 2 101
; CHECK-NEXT: run prog 3 100
; CHECK-NEXT: run prog 4 110
; CHECK-NEXT: run prog 5 111
target triple = "bpfel"
declare { i128, i1 } @llvm.umul.with.overflow.i128(i128, i128)
declare { i128, i1 } @llvm.smul.with.overflow.i128(i128, i128)
define i32 @prog(ptr %ctx) section "syscall" {
  %a = load i128, ptr %ctx, align 8
  %at = getelementptr i8, ptr %ctx, i64 16
  %b = load i128, ptr %at, align 8
  %low = mul i128 %a, %b
  %u = call { i128, i1 } @llvm.umul.with.overflow.i128(i128 %a, i128 %b)
  %s = call { i128, i1 } @llvm.smul.with.overflow.i128(i128 %a, i128 %b)
  %u.low = extractvalue { i128, i1 } %u, 0
  %s.low = extractvalue { i128, i1 } %s, 0
  %u.over = extractvalue { i128, i1 } %u, 1
  %s.over = extractvalue { i128, i1 } %s, 1
  %u.right = icmp eq i128 %u.low, %low
  %s.right = icmp eq i128 %s.low, %low
  %right = and i1 %u.right, %s.right
  %ones = zext i1 %u.over to i32
  %tens = select i1 %s.over, i32 10, i32 0
  %hundreds = select i1 %right, i32 100, i32 0
  %sum = add i32 %ones, %tens
  %r = add i32 %sum, %hundreds
  ret i32 %r
}
