; Promise: what is stored in a variable that is written at an index, too, is a number without bounds: the verifier of
; the 6.1 series would track the fill in the slots, and after the write refuse to read the bytes around ("invalid read
; from stack off -9+0 size 1"). Kernels from 6.12 on get the fill as it is. The bytes are the same.
; REQUIRES: root-bpf
; RUN: %shim %s --kernel=6.1 -o %t && llvm-objdump -d --no-show-raw-insn %t | FileCheck %s
; CHECK: [[R:r[0-9]]] = 0x5555555555555555 ll
; CHECK-NEXT: [[R]] = le64 [[R]]
; CHECK: = le64
; RUN: %packets %t 00112233445566778899aabbccdd 03112233445566778899aabbccdd | FileCheck %s --check-prefix=DONE
; RUN: %shim %s --kernel=6.12 -o %t.new && llvm-objdump -d --no-show-raw-insn %t.new | FileCheck %s --check-prefix=NEW
; NEW-NOT: le64
; RUN: %packets %t.new 00112233445566778899aabbccdd 03112233445566778899aabbccdd | FileCheck %s --check-prefix=DONE
; RUN: sed "s,bpfel,bpfeb," %s > %t.ll && %shim %t.ll --kernel=6.1 -o %t.big && llvm-objdump -d --no-show-raw-insn %t.big | FileCheck %s --check-prefix=BIG
; BIG: = be64
; The sum of a byte that was filled, one that was written at an index (length & 7 is 6), and one of the word.
; DONE-COUNT-2: run prog {{[01]}} 71
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "tc" {
  %filled = alloca [16 x i8], align 8
  %words = alloca [2 x i64], align 8
  call void @llvm.memset.p0.i64(ptr align 8 %filled, i8 85, i64 16, i1 false)
  store i64 1311768467463790320, ptr %words
  %len = load i32, ptr %ctx
  %low = and i32 %len, 7
  %index = zext i32 %low to i64
  %at = getelementptr [16 x i8], ptr %filled, i64 0, i64 %index
  store i8 2, ptr %at
  %at.word = getelementptr [16 x i8], ptr %words, i64 0, i64 %index
  store i8 3, ptr %at.word
  %p = getelementptr i8, ptr %filled, i64 7
  %a = load i8, ptr %p
  %q = getelementptr i8, ptr %filled, i64 6
  %b = load i8, ptr %q
  %r = getelementptr i8, ptr %words, i64 0
  %c = load i8, ptr %r
  %ab = add i8 %a, %b
  %abc = add i8 %ab, %c
  %result = zext i8 %abc to i32
  ret i32 %result
}
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
