; A packet's first byte may be read behind "data + 1 > end" though the optimiser writes "data >= end".
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && %packets %t 4500000000000000000000000000 | FileCheck %s
; CHECK: run prog 0 69
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "xdp" {
  %data32 = load i32, ptr %ctx
  %end.at = getelementptr i8, ptr %ctx, i64 4
  %end32 = load i32, ptr %end.at
  %data64 = zext i32 %data32 to i64
  %end64 = zext i32 %end32 to i64
  %data = inttoptr i64 %data64 to ptr
  %end = inttoptr i64 %end64 to ptr
  %next = getelementptr inbounds nuw i8, ptr %data, i64 1
  %over = icmp ugt ptr %next, %end
  br i1 %over, label %short, label %fine
short:
  ret i32 0
fine:
  %byte = load i8, ptr %data
  %r = zext i8 %byte to i32
  ret i32 %r
}
