; Euclid's algorithm has at most two rounds for each bit, which are counted: nothing else shows the verifier its end. A
; loop that divides by something else does not get the count.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t --dump-module=%t.d
; RUN: cat %t.d/*-bounded-rounds.ll | FileCheck %s --check-prefix=IR
; Neighbours among Fibonacci's numbers take the most rounds: 2971215073 and 1836311903.
; RUN: %run %t 6300000023000000 e12419b15fe5736d ffffffff00000000 00000000ffffffff | FileCheck %s
; CHECK: run prog 0 1
; CHECK: run prog 1 1
; CHECK: run prog 2 4294967295
; CHECK: run prog 3 4294967295
; IR-LABEL: @prog(
; IR: %[[COUNT:[0-9]+]] = phi i64
; IR: %[[COPY:[0-9]+]] = call i64 asm "", "=r,0"(i64 %[[COUNT]])
; IR: icmp ugt i64 %[[COPY]], 64
; RUN: sed 's/ %b, %body/ %more, %body/' %s > %t.other.ll
; RUN: %shim %t.other.ll -o %t.other --dump-module=%t.d2
; RUN: cat %t.d2/*-bounded-rounds.ll | FileCheck %s --check-prefix=OTHER
; OTHER-LABEL: @prog(
; OTHER-NOT: asm
; OTHER: ret i32
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "syscall" {
entry:
  %at = getelementptr i8, ptr %ctx, i64 4
  %first = load i32, ptr %ctx
  %second = load i32, ptr %at
  br label %head
head:
  %a = phi i32 [ %first, %entry ], [ %b, %body ]
  %b = phi i32 [ %second, %entry ], [ %rest, %body ]
  %ends = icmp eq i32 %b, 0
  br i1 %ends, label %done, label %body
body:
  %rest = urem i32 %a, %b
  %more = add i32 %b, 1
  br label %head
done:
  ret i32 %a
}
