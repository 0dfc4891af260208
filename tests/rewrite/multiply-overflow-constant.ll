; A product with a constant overflows when the other factor lies beyond a bound: the check is a comparison.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && llvm-objdump -d --no-show-raw-insn %t | FileCheck %s --check-prefix=CODE
; RUN: %run %t 5555555555555555 5655555555555555 ffffffffffffff3f 0000000000000040 00000000000000c0 ffffffffffffffbf \
; RUN:   0000000000000080 | FileCheck %s
; CODE-NOT: *=
; Ones: times 3 overflows; tens: times -2 does; hundreds: times -1 does.
; CHECK: run prog 0 10
; CHECK-NEXT: run prog 1 11
; CHECK-NEXT: run prog 2 0
; CHECK-NEXT: run prog 3 0
; CHECK-NEXT: run prog 4 11
; CHECK-NEXT: run prog 5 11
; CHECK-NEXT: run prog 6 111
target triple = "bpfel"
declare { i64, i1 } @llvm.umul.with.overflow.i64(i64, i64)
declare { i64, i1 } @llvm.smul.with.overflow.i64(i64, i64)
define i32 @prog(ptr %ctx) section "syscall" {
  %a = load i64, ptr %ctx
  %u = call { i64, i1 } @llvm.umul.with.overflow.i64(i64 %a, i64 3)
  %s = call { i64, i1 } @llvm.smul.with.overflow.i64(i64 %a, i64 -2)
  %m = call { i64, i1 } @llvm.smul.with.overflow.i64(i64 %a, i64 -1)
  %u.over = extractvalue { i64, i1 } %u, 1
  %s.over = extractvalue { i64, i1 } %s, 1
  %m.over = extractvalue { i64, i1 } %m, 1
  %ones = zext i1 %u.over to i32
  %tens = select i1 %s.over, i32 10, i32 0
  %hundreds = select i1 %m.over, i32 100, i32 0
  %sum = add i32 %ones, %tens
  %r = add i32 %sum, %hundreds
  ret i32 %r
}
