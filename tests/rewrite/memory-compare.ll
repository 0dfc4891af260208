; memcmp and bcmp of a constant or variable length are done in place, with the right sign.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && llvm-objdump -dr %t | FileCheck %s --check-prefix=CODE --implicit-check-not="{{call[x ]}}"
; RUN: %run %t 00000000 03000000 04000000 08000000 | FileCheck %s
; CODE: exit
; Ones: the variable comparison's sign + 1; tens: the constant one's; hundreds: bcmp's "differs".
; CHECK: run prog 0 121
; CHECK-NEXT: run prog 1 121
; CHECK-NEXT: run prog 2 120
; CHECK-NEXT: run prog 3 120
target triple = "bpfel"
@a = global [8 x i8] c"abc\01efgh", section ".data"
@b = global [8 x i8] c"abc\FFaaaa", section ".data"
declare i32 @memcmp(ptr, ptr, i64)
declare i32 @bcmp(ptr, ptr, i64)
define internal i32 @sign(i32 %x) {
  %low = icmp slt i32 %x, 0
  %high = icmp sgt i32 %x, 0
  %a = select i1 %high, i32 2, i32 1
  %r = select i1 %low, i32 0, i32 %a
  ret i32 %r
}
define i32 @prog(ptr %ctx) section "syscall" {
  %field = load i32, ptr %ctx
  %n = and i32 %field, 15
  %most = icmp ugt i32 %n, 8
  %length32 = select i1 %most, i32 8, i32 %n
  %length = zext i32 %length32 to i64
  %v = call i32 @memcmp(ptr @a, ptr @b, i64 %length)
  %ones = call i32 @sign(i32 %v)
  %c = call i32 @memcmp(ptr @b, ptr @a, i64 8)
  %c.sign = call i32 @sign(i32 %c)
  %tens = mul i32 %c.sign, 10
  %d = call i32 @bcmp(ptr @a, ptr @b, i64 5)
  %d.differs = icmp ne i32 %d, 0
  %hundreds = select i1 %d.differs, i32 100, i32 0
  %sum = add i32 %ones, %tens
  %r = add i32 %sum, %hundreds
  ret i32 %r
}
