; A byte that is compared and then is an index is compared as the index: with v4 each use would mask a register of
; its own, and the verifier would learn about the other one.
; REQUIRES: root-bpf
; RUN: %shim %s --cpu v4 -o %t && %run %t 0300000002000000 ff00000003000000 1400000000000000 | FileCheck %s
; CHECK: run prog 0 66
; CHECK-NEXT: run prog 1 33
; CHECK-NEXT: run prog 2 7
target triple = "bpfel"
@table = global [20 x i32] [i32 11, i32 22, i32 33, i32 44, i32 55, i32 66, i32 77, i32 88, i32 99, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 8, i32 9, i32 10, i32 11], section ".data"
define i32 @prog(ptr %ctx) section "syscall" {
entry:
  %x = load i8, ptr %ctx
  %at = getelementptr i8, ptr %ctx, i64 4
  %y = load i8, ptr %at
  %byte = add i8 %x, %y
  %inside = icmp ult i8 %byte, 20
  br i1 %inside, label %in, label %done
in:
  %index = zext i8 %byte to i64
  %element = getelementptr [20 x i32], ptr @table, i64 0, i64 %index
  %r = load i32, ptr %element
  br label %done
done:
  %result = phi i32 [ %r, %in ], [ 7, %entry ]
  ret i32 %result
}
