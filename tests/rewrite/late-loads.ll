; Loads before a check move behind it, where only what passes uses them; not over writes or calls, not into
; loops, not to where ways join, and not the volatile ones.
; RUN: rm -rf %t.d && %shim %s -o %t --dump-module=%t.d && FileCheck %s < %t.d/*-late-loads.ll
; CHECK-LABEL: @fields(
; CHECK-NEXT: load i8, ptr %ctx
; CHECK-NEXT: icmp eq
; CHECK-NEXT: br i1
; CHECK: {{^}}further:
; CHECK-NEXT: getelementptr i8, ptr %ctx, i64 1
; CHECK-NEXT: load i8
; CHECK-NEXT: icmp ult
; CHECK-NEXT: br i1
; CHECK: {{^}}end:
; CHECK-NEXT: getelementptr i8, ptr %ctx, i64 2
; CHECK-NEXT: load i8
; CHECK-NEXT: zext
;
; CHECK-LABEL: @stay(
; CHECK: load volatile i32
; CHECK: load i32
; CHECK: store i32 7
; CHECK: load i32
; CHECK: call i64
; CHECK: load i32
; CHECK: br i1
; CHECK-NOT: load
;
; CHECK-LABEL: @loop(
; CHECK-NEXT: load i32, ptr %ctx
; CHECK-NEXT: br
; CHECK-NOT: load
; CHECK: ret
target triple = "bpfel"
define i32 @fields(ptr %ctx) section "xdp" {
  %second.at = getelementptr i8, ptr %ctx, i64 1
  %third.at = getelementptr i8, ptr %ctx, i64 2
  %third = load i8, ptr %third.at
  %second = load i8, ptr %second.at
  %first = load i8, ptr %ctx
  %passes = icmp eq i8 %first, 69
  br i1 %passes, label %further, label %drop
further:
  %two = icmp ult i8 %second, 2
  br i1 %two, label %old, label %end
end:
  %wide = zext i8 %third to i32
  store volatile i32 %wide, ptr @kept
  ret i32 %wide
old:
  store volatile i32 1, ptr @kept
  ret i32 7
drop:
  store volatile i32 2, ptr @kept
  ret i32 9
}
@kept = global i32 0
define i32 @stay(ptr %ctx) section "tc" {
  %seen = load volatile i32, ptr %ctx
  %at = getelementptr i8, ptr %ctx, i64 4
  %old = load i32, ptr @kept
  store i32 7, ptr @kept
  %before = load i32, ptr %at
  %number = call i64 inttoptr (i64 7 to ptr)()
  %at2 = getelementptr i8, ptr %ctx, i64 8
  %both = load i32, ptr %at2
  %few = icmp ult i64 %number, 9
  br i1 %few, label %one, label %other
one:
  %sum = add i32 %old, %before
  %all = add i32 %sum, %seen
  br label %join
other:
  %again = call i64 inttoptr (i64 7 to ptr)()
  %narrow = trunc i64 %again to i32
  br label %join
join:
  %p = phi i32 [ %all, %one ], [ %narrow, %other ]
  %end = xor i32 %p, %both
  ret i32 %end
}
define i32 @loop(ptr %ctx) section "tc" {
  %start = load i32, ptr %ctx
  br label %round
round:
  %i = phi i32 [ 0, %0 ], [ %next, %round ]
  %number = call i64 inttoptr (i64 7 to ptr)()
  %narrow = trunc i64 %number to i32
  %mixed = xor i32 %narrow, %start
  %odd = and i32 %mixed, 1
  %step = add i32 %odd, 1
  %next = add i32 %i, %step
  %more = icmp ult i32 %next, 100
  br i1 %more, label %round, label %end
end:
  ret i32 %next
}
