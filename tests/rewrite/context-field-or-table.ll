; One load of a field of the context or of an element of a table, by a branch and by a choice, is accepted.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && %run %t 0000000007000000 0100000007000000 0200000001000000 0300000002000000 | FileCheck %s
; CHECK: run prog 0 7
; CHECK-NEXT: run prog 1 110
; CHECK-NEXT: run prog 2 2
; CHECK-NEXT: run prog 3 130
target triple = "bpfel"
@table = global [4 x i32] [i32 100, i32 110, i32 120, i32 130], section ".data"
define i32 @prog(ptr %ctx) section "syscall" {
  %kind = load i32, ptr %ctx
  %low = and i32 %kind, 3
  %index = zext i32 %low to i64
  %element = getelementptr i32, ptr @table, i64 %index
  %field = getelementptr i8, ptr %ctx, i64 4
  %odd = and i32 %kind, 1
  %is.odd = icmp ne i32 %odd, 0
  %is.two = icmp eq i32 %low, 2
  br i1 %is.two, label %choose, label %branch
branch:
  br i1 %is.odd, label %other, label %join
other:
  br label %join
join:
  %at = phi ptr [ %field, %branch ], [ %element, %other ]
  %a = load i32, ptr %at
  ret i32 %a
choose:
  %chosen = select i1 %is.odd, ptr %element, ptr %ctx
  %b = load i32, ptr %chosen
  ret i32 %b
}
