; A count that is read, checked and cut off: the verifier sees the end, and no rounds are counted beside it. Where one of
; its uses takes it with a sign, the check may be of another register.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t --dump-module=%t.d
; RUN: cat %t.d/*-bounded-rounds.ll | FileCheck %s --check-prefix=IR
; RUN: %run %t 0000000000000000 0300000002000000 ffff000002000000 | FileCheck %s
; CHECK: run prog 0 0
; CHECK: run prog 1 6
; CHECK: run prog 2 128
; IR-LABEL: @prog(
; IR-NOT: asm
; IR-LABEL: @signed(
; IR: call i64 asm "", "=r,0"(i64
target triple = "bpfel"
declare i16 @llvm.umin.i16(i16, i16)
define i32 @prog(ptr %ctx) section "syscall" {
entry:
  %count = load i16, ptr %ctx
  %at = getelementptr i8, ptr %ctx, i64 4
  %none = icmp eq i16 %count, 0
  br i1 %none, label %done, label %some
some:
  %least = call i16 @llvm.umin.i16(i16 %count, i16 64)
  %n = zext i16 %least to i64
  br label %loop
loop:
  %i = phi i64 [ 0, %some ], [ %next, %loop ]
  %sum = phi i32 [ 0, %some ], [ %sum.next, %loop ]
  %x = load volatile i32, ptr %at
  %sum.next = add i32 %sum, %x
  %next = add nuw nsw i64 %i, 1
  %goes = icmp ult i64 %next, %n
  br i1 %goes, label %loop, label %done
done:
  %result = phi i32 [ 0, %entry ], [ %sum.next, %loop ]
  ret i32 %result
}
define i32 @signed(ptr %ctx) section "syscall" {
entry:
  %count = load i16, ptr %ctx
  %at = getelementptr i8, ptr %ctx, i64 4
  %less = icmp slt i16 %count, -5
  br i1 %less, label %done, label %some
some:
  %least = call i16 @llvm.umin.i16(i16 %count, i16 64)
  %n = zext i16 %least to i64
  br label %loop
loop:
  %i = phi i64 [ 0, %some ], [ %next, %loop ]
  %x = load volatile i32, ptr %at
  %next = add nuw nsw i64 %i, 1
  %goes = icmp ult i64 %next, %n
  br i1 %goes, label %loop, label %done
done:
  ret i32 0
}
