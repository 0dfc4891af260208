; Before 5.12 the verifier wants to know the place of each access to the stack: one at an index becomes a choice.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t --kernel 4.15 && %shim --check %t --kernel 4.15
; RUN: %shim %s -o %t.new --kernel 5.12 && not %shim --check %t.new --kernel 5.10
; RUN: %packets %t 0102000000000000000000000000 0704000000000000000000000000 | FileCheck %s
; Loads and stores of bytes, halves and long words at the indices of the first two bytes, a fill, and a load across words.
; CHECK: run prog 0 318
; CHECK-NEXT: run prog 1 324
target triple = "bpfel"
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
define i32 @prog(ptr %ctx) section "xdp" {
  %bytes = alloca [16 x i8]
  %halves = alloca [8 x i16]
  %longs = alloca [5 x i64], align 8
  %data = load i32, ptr %ctx
  %end.at = getelementptr i8, ptr %ctx, i64 4
  %end = load i32, ptr %end.at
  %start = zext i32 %data to i64
  %limit = zext i32 %end to i64
  %last = add i64 %start, 14
  %short = icmp ugt i64 %last, %limit
  br i1 %short, label %none, label %whole
none:
  ret i32 1
whole:
  %packet = inttoptr i64 %start to ptr
  %second.at = getelementptr i8, ptr %packet, i64 1
  %first = load i8, ptr %packet
  %second = load i8, ptr %second.at
  %i.8 = and i8 %first, 7
  %j.8 = and i8 %second, 7
  %i = zext i8 %i.8 to i64
  %j = zext i8 %j.8 to i64
  call void @llvm.memset.p0.i64(ptr %bytes, i8 0, i64 16, i1 false)
  call void @llvm.memset.p0.i64(ptr %halves, i8 0, i64 16, i1 false)
  call void @llvm.memset.p0.i64(ptr %longs, i8 0, i64 40, i1 false)
  %bi = getelementptr i8, ptr %bytes, i64 %i
  store i8 5, ptr %bi
  %bj = getelementptr i8, ptr %bytes, i64 %j
  store i8 9, ptr %bj
  %filled = getelementptr i8, ptr %bytes, i64 %j
  %filled.at = getelementptr i8, ptr %filled, i64 8
  call void @llvm.memset.p0.i64(ptr %filled.at, i8 1, i64 1, i1 false)
  %hi = getelementptr i16, ptr %halves, i64 %i
  store i16 300, ptr %hi
  %h = load i16, ptr %hi
  %long = and i64 %j, 3
  %li = getelementptr i64, ptr %longs, i64 %long
  store i64 %i, ptr %li
  %l.0 = load i64, ptr %longs
  %l.at.2 = getelementptr i8, ptr %longs, i64 16
  %l.2 = load i64, ptr %l.at.2
  %b = load i8, ptr %bi
  %c = load i8, ptr %bj
  %four.at = getelementptr i8, ptr %bytes, i64 %j
  %four = load i32, ptr %four.at, align 1
  %four.low = lshr i32 %four, 8
  %b.32 = zext i8 %b to i32
  %c.32 = zext i8 %c to i32
  %h.32 = zext i16 %h to i32
  %l.sum = add i64 %l.0, %l.2
  %l.32 = trunc i64 %l.sum to i32
  %s1 = add i32 %b.32, %c.32
  %s2 = add i32 %s1, %h.32
  %s3 = add i32 %s2, %l.32
  %four.odd = and i32 %four.low, 65535
  %s4 = add i32 %s3, %four.odd
  %r = add i32 %s4, 3
  ret i32 %r
}
