; The field's extension that the comparison gets is the one that others use, too, and needs no shifts of a pointer.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && %packets %t 4500000000000000000000000000 | FileCheck %s
; RUN: llvm-objdump -d %t | FileCheck %s --check-prefix=CODE
; CHECK: run prog 0 69
; CODE-NOT: <<=
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "xdp" {
  %data32 = load i32, ptr %ctx
  %end.at = getelementptr i8, ptr %ctx, i64 4
  %end32 = load i32, ptr %end.at
  %end64 = zext i32 %end32 to i64
  %short = icmp uge i32 %data32, %end32
  br i1 %short, label %out, label %fine
out:
  ret i32 0
fine:
  %data64 = zext i32 %data32 to i64
  %data = inttoptr i64 %data64 to ptr
  %byte = load i8, ptr %data
  %next = add i64 %data64, 2
  %two = icmp ugt i64 %next, %end64
  br i1 %two, label %out, label %more
more:
  %second = getelementptr i8, ptr %data, i64 1
  %other = load i8, ptr %second
  %sum = or i8 %byte, %other
  %r = zext i8 %sum to i32
  ret i32 %r
}
