; Promise: an object that is linked for no kernel in particular loads in those whose verifier knows nothing of a
; number behind a swap of its bytes, too: the bounds are told again, though the newest verifiers know them.
; RUN: %shim %s -o %t.o
; RUN: %shim --check --kernel=6.12 %t.o 2>&1 | FileCheck %s --implicit-check-not=warning
; RUN: %shim --check --kernel=6.18 %t.o 2>&1 | FileCheck %s --implicit-check-not=warning
; CHECK: 'by_swap' {{.*}}fits
; RUN: llvm-objdump -d --no-show-raw-insn %t.o | FileCheck %s --check-prefix=TOLD
; TOLD: [[I:r[0-9]]] = be16 [[I]]
; TOLD-NEXT: [[I]] &= 0xffff
target triple = "bpfel"
@TABLE = global { i32, i32, i32, i32, i32 } { i32 2, i32 4, i32 65536, i32 1, i32 0 }, section "maps"
declare i16 @llvm.bswap.i16(i16)
define i32 @by_swap(ptr %ctx) section "tc" {
entry:
  %key = alloca i32
  store i32 0, ptr %key
  %first = call ptr inttoptr (i64 1 to ptr)(ptr @TABLE, ptr %key)
  %none = icmp eq ptr %first, null
  br i1 %none, label %done, label %some
some:
  %len = load i32, ptr %ctx
  %half = trunc i32 %len to i16
  %swapped = call i16 @llvm.bswap.i16(i16 %half)
  %wide = zext i16 %swapped to i64
  %at = getelementptr i8, ptr %first, i64 %wide
  store i8 1, ptr %at
  br label %done
done:
  ret i32 0
}
