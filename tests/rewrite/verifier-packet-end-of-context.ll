; The same when the comparison is one of the context's fields, which are of 32 bits.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && %packets %t 4500000000000000000000000000 | FileCheck %s
; CHECK: run prog 0 69
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "xdp" {
  %data32 = load i32, ptr %ctx
  %end.at = getelementptr i8, ptr %ctx, i64 4
  %end32 = load i32, ptr %end.at
  %short = icmp uge i32 %data32, %end32
  br i1 %short, label %out, label %fine
out:
  ret i32 0
fine:
  %data64 = zext i32 %data32 to i64
  %data = inttoptr i64 %data64 to ptr
  %byte = load i8, ptr %data
  %r = zext i8 %byte to i32
  ret i32 %r
}
