; With v4 signed division is an instruction of its own.
; RUN: %shim %s --cpu v4 -o %t && llvm-objdump -d --mcpu=v4 %t | FileCheck %s
; CHECK-DAG: s/= r{{[0-9]}}
; CHECK-DAG: s%= r{{[0-9]}}
; CHECK: exit
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "xdp" {
  %a = load i64, ptr %ctx
  %at = getelementptr i8, ptr %ctx, i64 8
  %b = load i64, ptr %at
  %q = sdiv i64 %a, %b
  %m = srem i64 %b, %a
  %sum = add i64 %q, %m
  %r = trunc i64 %sum to i32
  ret i32 %r
}
