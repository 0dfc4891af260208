; An index that is small only by arithmetic the verifier does not follow (a remainder) stays usable.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && %run %t 0000000003000000 1700000000000000 | FileCheck %s
; CHECK: run prog 0 44
; CHECK-NEXT: run prog 1 44
target triple = "bpfel"
@table = global [10 x i32] [i32 11, i32 22, i32 33, i32 44, i32 55, i32 66, i32 77, i32 88, i32 99, i32 1], section ".data"
define i32 @prog(ptr %ctx) section "syscall" {
  %x = load i32, ptr %ctx
  %at = getelementptr i8, ptr %ctx, i64 4
  %y = load i32, ptr %at
  %low = and i32 %y, 15
  %sum = add i32 %x, %low
  %wide = zext i32 %sum to i64
  %index = urem i64 %wide, 10
  %element = getelementptr [10 x i32], ptr @table, i64 0, i64 %index
  %r = load i32, ptr %element
  ret i32 %r
}
