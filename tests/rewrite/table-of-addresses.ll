; A constant table of references (an array of &str) works at a variable index: no data is relocated.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && llvm-readelf -SW %t | FileCheck %s --check-prefix=SECTIONS
; RUN: %run %t 00000000 01000000 02000000 | FileCheck %s
; SECTIONS-NOT: .rel.rodata
; SECTIONS-NOT: .rel.data
; CHECK: run prog 0 1541
; CHECK-NEXT: run prog 1 1795
; CHECK-NEXT: run prog 2 2057
target triple = "bpfel"
@names = internal constant [3 x { ptr, i64 }] [{ ptr, i64 } { ptr @six, i64 5 }, { ptr, i64 } { ptr @seven, i64 3 }, { ptr, i64 } { ptr @eight, i64 9 }]
@six = internal constant [1 x i8] c"\06"
@seven = internal constant [2 x i8] c"\07\FF"
@eight = internal constant [3 x i8] c"\08\FF\FF"
define i32 @prog(ptr %ctx) section "syscall" {
  %field = load i32, ptr %ctx
  %low = and i32 %field, 3
  %known = icmp ult i32 %low, 3
  br i1 %known, label %fine, label %other
other:
  ret i32 0
fine:
  %index = zext i32 %low to i64
  %at = getelementptr [3 x { ptr, i64 }], ptr @names, i64 0, i64 %index
  %text = load ptr, ptr %at
  %length.at = getelementptr i8, ptr %at, i64 8
  %length = load i64, ptr %length.at
  %byte = load i8, ptr %text
  %wide = zext i8 %byte to i32
  %high = shl i32 %wide, 8
  %short = trunc i64 %length to i32
  %r = or i32 %high, %short
  ret i32 %r
}
