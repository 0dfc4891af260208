; A table of addresses that is read from its middle, at a distance that may be negative and that nobody knows, gives the
; same elements.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && %run %t 00000000 01000000 02000000 04000000 06000000 07000000 | FileCheck %s
; CHECK: run prog 0 20
; CHECK-NEXT: run prog 1 31
; CHECK-NEXT: run prog 2 42
; CHECK-NEXT: run prog 3 64
; CHECK-NEXT: run prog 4 20
; CHECK-NEXT: run prog 5 1
target triple = "bpfel"
@two = internal constant i32 20
@three = internal constant [2 x i32] [i32 30, i32 31]
@four = internal constant i32 42
@five = internal constant i32 53
@six = internal constant i32 64
@table = internal constant [7 x ptr] [ptr @two, ptr getelementptr (i8, ptr @three, i64 4), ptr @four, ptr @five, ptr @six, ptr @four, ptr @two]
define i32 @prog(ptr %ctx) section "syscall" {
  %field = load i32, ptr %ctx
  %low = and i32 %field, 15
  %inside = icmp ult i32 %low, 7
  br i1 %inside, label %read, label %leave
leave:
  ret i32 1
read:
  %wide = zext i32 %low to i64
  %distance = sub nsw i64 %wide, 4
  %hidden = call i64 asm "", "=r,0"(i64 %distance)
  %at = getelementptr inbounds ptr, ptr getelementptr (i8, ptr @table, i64 32), i64 %hidden
  %place = load ptr, ptr %at
  %r = load i32, ptr %place
  ret i32 %r
}
