; What a number of any size chooses by several comparisons belongs together: the ways part once for each value that they
; tell apart, and the pointer and the length are what they are on that way. "a == b" asks for a - b == 0, also where
; "sub nsw" overflows.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t
; RUN: %run -c %t 0000000000000000 0100000000000000 0200000000000000 0300000000000000 ff00000000000000 0700000007000000 0800000007000000 0700000008000000 0000008000000080 | sort > %t.out
; RUN: FileCheck --input-file %t.out %s
; CHECK: run by_difference 0 101
; CHECK-NEXT: run by_difference 1 111
; CHECK-NEXT: run by_difference 2 0
; CHECK-NEXT: run by_difference 3 0
; CHECK-NEXT: run by_difference 4 0
; CHECK-NEXT: run by_difference 5 101
; CHECK-NEXT: run by_difference 6 111
; CHECK-NEXT: run by_difference 7 99
; CHECK-NEXT: run by_difference 8 101
; CHECK: run by_number 0 101
; CHECK-NEXT: run by_number 1 111
; CHECK-NEXT: run by_number 2 99
; CHECK-NEXT: run by_number 3 0
; CHECK-NEXT: run by_number 4 0
target triple = "bpfel"
@one = internal constant [4 x i8] c"wxye"
@two = internal constant [5 x i8] c"hello"
@three = internal constant [1 x i8] c"c"

define i32 @by_number(ptr %ctx) section "syscall" {
  %n = load i8, ptr %ctx
  %is2 = icmp eq i8 %n, 2
  %p2 = select i1 %is2, ptr @three, ptr inttoptr (i64 1 to ptr)
  %l2 = zext i1 %is2 to i64
  %is1 = icmp eq i8 %n, 1
  %p1 = select i1 %is1, ptr @two, ptr %p2
  %l1 = select i1 %is1, i64 5, i64 %l2
  %is0 = icmp eq i8 %n, 0
  %p = select i1 %is0, ptr @one, ptr %p1
  %l = select i1 %is0, i64 4, i64 %l1
  %none = icmp ugt i8 %n, 2
  br i1 %none, label %end, label %read
read:
  %at = phi i64 [ 0, %0 ], [ %next, %read ]
  %place = getelementptr i8, ptr %p, i64 %at
  %byte = load i8, ptr %place
  %next = add i64 %at, 1
  %done = icmp eq i64 %next, %l
  br i1 %done, label %end, label %read
end:
  %last = phi i8 [ 0, %0 ], [ %byte, %read ]
  %r = zext i8 %last to i32
  ret i32 %r
}

define i32 @by_difference(ptr %ctx) section "syscall" {
  %a = load i32, ptr %ctx
  %second = getelementptr i8, ptr %ctx, i64 4
  %b = load i32, ptr %second
  %n = sub nsw i32 %a, %b
  %isneg = icmp eq i32 %n, -1
  %p2 = select i1 %isneg, ptr @three, ptr inttoptr (i64 1 to ptr)
  %l2 = zext i1 %isneg to i64
  %is1 = icmp eq i32 %n, 1
  %p1 = select i1 %is1, ptr @two, ptr %p2
  %l1 = select i1 %is1, i64 5, i64 %l2
  %is0 = icmp eq i32 %a, %b
  %p = select i1 %is0, ptr @one, ptr %p1
  %l = select i1 %is0, i64 4, i64 %l1
  %some = add i32 %n, 1
  %none = icmp ugt i32 %some, 2
  br i1 %none, label %end, label %read
read:
  %at = phi i64 [ 0, %0 ], [ %next, %read ]
  %place = getelementptr i8, ptr %p, i64 %at
  %byte = load i8, ptr %place
  %next = add i64 %at, 1
  %done = icmp eq i64 %next, %l
  br i1 %done, label %end, label %read
end:
  %last = phi i8 [ 0, %0 ], [ %byte, %read ]
  %r = zext i8 %last to i32
  ret i32 %r
}
