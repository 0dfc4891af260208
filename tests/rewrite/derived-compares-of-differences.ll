; What a saturating difference is made of is compared behind it: the difference is compared in its place, unless the
; comparison says nothing of it, or the number is used for something else.
; REQUIRES: root-bpf
; RUN: rm -rf %t.dump && %shim %s -o %t --dump-module=%t.dump
; RUN: cat %t.dump/*-derived-compares.ll | FileCheck %s --check-prefix=CODE
; CODE-LABEL: @below(
; CODE: icmp {{.*}}i64 %{{[a-z]+}}, 1500
; CODE: icmp ult i64 %difference, 1
; CODE-LABEL: @above(
; CODE: icmp ugt i32 %difference, 5
; CODE-LABEL: @too_small(
; CODE: icmp u{{..}} i32 %low, {{9|10}}
; CODE-LABEL: @used(
; CODE: icmp ult i64 %number, 20
; RUN: %run -c %t 0000000000000000 0f00000000000000 1000000000000000 1500000000000000 d007000000000000 | sort | FileCheck %s
; CHECK: run above 0 9
; CHECK-NEXT: run above 1 9
; CHECK-NEXT: run above 2 9
; CHECK-NEXT: run above 3 6
; CHECK-NEXT: run above 4 1985
; CHECK-NEXT: run below 0 7
; CHECK-NEXT: run below 1 7
; CHECK-NEXT: run below 2 1
; CHECK-NEXT: run below 3 6
; CHECK-NEXT: run below 4 1500
target triple = "bpfel"
declare i64 @llvm.usub.sat.i64(i64, i64)
declare i32 @llvm.usub.sat.i32(i32, i32)

define i32 @below(ptr %ctx) section "syscall" {
  %number = load i32, ptr %ctx
  %wide = zext i32 %number to i64
  %difference = call i64 @llvm.usub.sat.i64(i64 %wide, i64 15)
  %large = icmp ugt i64 %difference, 1500
  br i1 %large, label %end, label %small
small:
  %none = icmp ult i32 %number, 16
  br i1 %none, label %empty, label %end
empty:
  ret i32 7
end:
  %length = phi i64 [ 1500, %0 ], [ %difference, %small ]
  %result = trunc i64 %length to i32
  ret i32 %result
}

define i32 @above(ptr %ctx) section "syscall" {
  %number = load i32, ptr %ctx
  %difference = call i32 @llvm.usub.sat.i32(i32 %number, i32 15)
  call i64 inttoptr (i64 5 to ptr)()
  %odd = icmp eq i32 %difference, 77
  br i1 %odd, label %other, label %next
next:
  %more = icmp ugt i32 %number, 20
  br i1 %more, label %end, label %other
other:
  ret i32 9
end:
  ret i32 %difference
}

define i32 @too_small(ptr %ctx) section "syscall" {
  %low = load i32, ptr %ctx
  %number = zext i32 %low to i64
  %difference = call i64 @llvm.usub.sat.i64(i64 %number, i64 15)
  %odd = icmp eq i64 %difference, 77
  br i1 %odd, label %other, label %next
next:
  call i64 inttoptr (i64 5 to ptr)()
  %less = icmp ult i64 %number, 10
  br i1 %less, label %end, label %other
other:
  ret i32 9
end:
  ret i32 8
}

define i32 @used(ptr %ctx) section "syscall" {
  %number = load i64, ptr %ctx
  %difference = call i64 @llvm.usub.sat.i64(i64 %number, i64 15)
  %odd = icmp eq i64 %difference, 77
  br i1 %odd, label %other, label %next
next:
  call i64 inttoptr (i64 5 to ptr)()
  %less = icmp ult i64 %number, 20
  br i1 %less, label %end, label %other
other:
  ret i32 9
end:
  %both = add i64 %number, %difference
  %result = trunc i64 %both to i32
  ret i32 %result
}
