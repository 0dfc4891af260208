; Before 5.2 there is no data section: tables, strings and the aggregates that variables start with go into the code.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t --kernel 4.15 && llvm-readelf -SW %t | FileCheck %s --check-prefix=SECTIONS
; RUN: %packets %t 0000000000000000000000000000 0500000000000000000000000000 0b00000000000000000000000000 0c00000000000000000000000000 | FileCheck %s
; SECTIONS-NOT: .rodata
; SECTIONS-NOT: .data
; Added up: the byte at n, the word at n & 7, what one of two pairs holds, and a byte of one of two strings.
; CHECK: run prog 0 1141
; CHECK-NEXT: run prog 1 1145
; CHECK-NEXT: run prog 2 1151
; CHECK-NEXT: run prog 3 1157
target triple = "bpfel"
@bytes = internal constant [20 x i8] c"abcdefghijklmnopqrst"
@words = internal constant [8 x i32] [i32 1000, i32 1001, i32 1002, i32 1003, i32 1004, i32 1005, i32 1006, i32 1007]
@pairs = internal constant [3 x { i16, i64 }] [{ i16, i64 } { i16 3, i64 4294967296 }, { i16, i64 } { i16 5, i64 0 }, { i16, i64 } { i16 7, i64 0 }]
@no = internal constant [3 x i8] c"!!!"
@yes = internal constant [4 x i8] c"+,-."
define i32 @prog(ptr %ctx) section "xdp" {
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
  %first = load i8, ptr %packet
  %n = zext i8 %first to i32
  %small = and i32 %n, 15
  %index = zext i32 %small to i64
  %byte.at = getelementptr i8, ptr @bytes, i64 %index
  %byte = load i8, ptr %byte.at
  %seven = and i64 %index, 7
  %word.at = getelementptr [8 x i32], ptr @words, i64 0, i64 %seven
  %word = load i32, ptr %word.at
  %one = and i64 %index, 1
  %pair.at = getelementptr { i16, i64 }, ptr @pairs, i64 %one
  %pair.value = getelementptr i8, ptr %pair.at, i64 8
  %long = load i64, ptr %pair.value
  %high = lshr i64 %long, 28
  %high.32 = trunc i64 %high to i32
  %is.odd = icmp ne i64 %one, 0
  %string = select i1 %is.odd, ptr @yes, ptr @no
  %two = and i64 %index, 2
  %char.at = getelementptr i8, ptr %string, i64 %two
  %char = load i8, ptr %char.at
  %b = zext i8 %byte to i32
  %c = zext i8 %char to i32
  %s1 = add i32 %b, %word
  %s2 = add i32 %s1, %high.32
  %s3 = add i32 %s2, %c
  %r = sub i32 %s3, 5
  ret i32 %r
}
