; A table of distances from itself, which position-independent code has, is read as the table of addresses that
; it was made of: of variables, of places in them, and of a switch, over all its elements.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && llvm-readelf -r -s %t | FileCheck %s --check-prefix=OBJECT
; RUN: %run %t 00000000 01000000 02000000 03000000 | FileCheck %s
; OBJECT-NOT: .rel.rodata
; OBJECT-NOT: names
; CHECK: run prog 0 98
; CHECK-NEXT: run prog 1 101
; CHECK-NEXT: run prog 2 617
; CHECK-NEXT: run prog 3 97
target triple = "bpfel"
@names.rel = internal unnamed_addr constant [4 x i32] [i32 trunc (i64 sub (i64 ptrtoint (ptr getelementptr (i8, ptr @a, i64 1) to i64), i64 ptrtoint (ptr @names.rel to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @b to i64), i64 ptrtoint (ptr @names.rel to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @c to i64), i64 ptrtoint (ptr @names.rel to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @a to i64), i64 ptrtoint (ptr @names.rel to i64)) to i32)], align 4
@a = internal constant [4 x i8] c"abcd"
@b = internal constant [4 x i8] c"efgh"
@c = internal constant [4 x i8] c"ijkl"
declare ptr @llvm.load.relative.i64(ptr, i64)
define i32 @prog(ptr %ctx) section "syscall" {
  %f = load i32, ptr %ctx
  %i = and i32 %f, 3
  %wide = zext i32 %i to i64
  %offset = shl i64 %wide, 2
  %name = call ptr @llvm.load.relative.i64(ptr @names.rel, i64 %offset)
  %byte = load i8, ptr %name
  %first = zext i8 %byte to i32
  %known = call ptr @llvm.load.relative.i64(ptr @names.rel, i64 8)
  %same = icmp eq ptr %known, %name
  %more = select i1 %same, i32 512, i32 0
  %r = add i32 %first, %more
  ret i32 %r
}
