; A choice of an address in a variable and one behind its end is the former where it is only read or written: elsewhere
; the access would be undefined. What is derived from such an address may lie inside, and a comparison may have it.
; RUN: %shim %s -o %t && llvm-objdump -d %t | FileCheck %s
; CHECK-LABEL: <reads>:
; CHECK-NOT: if
; CHECK: {{[rw]}}0 = *(u8 *)(r10 - 0x1)
; CHECK-NEXT: exit
; CHECK-LABEL: <before>:
; CHECK-NOT: if
; CHECK: {{[rw]}}0 = *(u8 *)(r10 - 0x8)
; CHECK-NEXT: exit
; CHECK-LABEL: <derives>:
; CHECK: if
; CHECK: exit
; CHECK-LABEL: <compares>:
; CHECK: if
; CHECK: exit

target triple = "bpfel"

define i32 @reads(ptr %ctx) section "xdp" {
  %room = alloca [8 x i8], align 8
  %word = load volatile i64, ptr %ctx, align 8
  store volatile i64 %word, ptr %room, align 8
  %first = load volatile i8, ptr %ctx, align 1
  %plus = icmp eq i8 %first, 43
  %other = getelementptr i8, ptr %room, i64 8
  %last = getelementptr i8, ptr %room, i64 7
  %at = select i1 %plus, ptr %other, ptr %last
  %value = load volatile i8, ptr %at, align 1
  %result = zext i8 %value to i32
  ret i32 %result
}
define i32 @before(ptr %ctx) section "xdp" {
  %room = alloca [8 x i8], align 8
  %word = load volatile i64, ptr %ctx, align 8
  store volatile i64 %word, ptr %room, align 8
  %first = load volatile i8, ptr %ctx, align 1
  %plus = icmp eq i8 %first, 43
  %other = getelementptr i8, ptr %room, i64 -1
  %last = getelementptr i8, ptr %room, i64 0
  %at = select i1 %plus, ptr %other, ptr %last
  %value = load volatile i8, ptr %at, align 1
  %result = zext i8 %value to i32
  ret i32 %result
}
define i32 @derives(ptr %ctx) section "xdp" {
  %room = alloca [8 x i8], align 8
  %word = load volatile i64, ptr %ctx, align 8
  store volatile i64 %word, ptr %room, align 8
  %first = load volatile i8, ptr %ctx, align 1
  %plus = icmp eq i8 %first, 43
  %other = getelementptr i8, ptr %room, i64 8
  %last = getelementptr i8, ptr %room, i64 7
  %at = select i1 %plus, ptr %other, ptr %last
  %in = getelementptr i8, ptr %at, i64 -4
  %value = load volatile i8, ptr %in, align 1
  %result = zext i8 %value to i32
  ret i32 %result
}
define i32 @compares(ptr %ctx) section "xdp" {
  %room = alloca [8 x i8], align 8
  %word = load volatile i64, ptr %ctx, align 8
  store volatile i64 %word, ptr %room, align 8
  %first = load volatile i8, ptr %ctx, align 1
  %plus = icmp eq i8 %first, 43
  %other = getelementptr i8, ptr %room, i64 8
  %last = getelementptr i8, ptr %room, i64 7
  %at = select i1 %plus, ptr %other, ptr %last
  %end = getelementptr i8, ptr %room, i64 8
  %is_end = icmp eq ptr %at, %end
  br i1 %is_end, label %none, label %some
none:
  ret i32 1
some:
  %value = load volatile i8, ptr %at, align 1
  %result = zext i8 %value to i32
  ret i32 %result
}
