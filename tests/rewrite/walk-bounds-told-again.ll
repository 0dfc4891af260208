; Promise: where a walk of the kernel's verifier meets an index without bounds, the bounds are told again right
; before the address is made, by a mask: the verifier of 4.15 loses them behind an exclusive or. Where no value has
; bounds, as behind a remainder, the access itself is checked, in the very register.
; REQUIRES: root-bpf
; RUN: %shim %s --kernel=4.15 -o %t.o && llvm-objdump -d --no-show-raw-insn %t.o | FileCheck %s
; RUN: %shim --check --kernel=4.15 %t.o 2>&1 | FileCheck %s --check-prefix=CLEAN
; RUN: %shim %s --kernel=5.10 -o %t.new && llvm-objdump -d --no-show-raw-insn %t.new | FileCheck %s --check-prefix=NEW
; CLEAN-NOT: warning
; RUN: %packets %t.o 00112233445566778899aabbccddeeff | FileCheck %s --check-prefix=DONE
; RUN: %packets %t.new 00112233445566778899aabbccddeeff | FileCheck %s --check-prefix=DONE
; DONE-COUNT-2: run by_{{xor|remainder}} 0 0
target triple = "bpfel"
@TABLE = global { i32, i32, i32, i32, i32 } { i32 2, i32 4, i32 16, i32 1, i32 0 }, section "maps"
define i32 @by_xor(ptr %ctx) section "tc" {
entry:
  %key = alloca i32
  store i32 0, ptr %key
  %first = call ptr inttoptr (i64 1 to ptr)(ptr @TABLE, ptr %key)
  %none = icmp eq ptr %first, null
  br i1 %none, label %done, label %some
some:
  %len = load i32, ptr %ctx
  %wide = zext i32 %len to i64
  %low = and i64 %wide, 15
  %index = xor i64 %low, 5
; CHECK-LABEL: <by_xor>:
; CHECK: [[I:r[0-9]]] ^= 0x5
; CHECK-NEXT: [[I]] &= 0xf
; CHECK-NEXT: r{{[0-9]}} += [[I]]
; NEW-LABEL: <by_xor>:
; NEW: [[I:r[0-9]]] ^= 0x5
; NEW-NEXT: r{{[0-9]}} += [[I]]
  %at = getelementptr i8, ptr %first, i64 %index
  store i8 1, ptr %at
  br label %done
done:
  ret i32 0
}
define i32 @by_remainder(ptr %ctx) section "tc/remainder" {
entry:
  %key = alloca i32
  store i32 0, ptr %key
  %first = call ptr inttoptr (i64 1 to ptr)(ptr @TABLE, ptr %key)
  %none = icmp eq ptr %first, null
  br i1 %none, label %done, label %some
some:
  %len = load i32, ptr %ctx
  %wide = zext i32 %len to i64
  %index = urem i64 %wide, 11
; CHECK-LABEL: <by_remainder>:
; CHECK: if [[I:r[0-9]]] > 0xf goto
; CHECK-NEXT: [[AT:r[0-9]]] = r0
; CHECK-NEXT: [[AT]] += [[I]]
; CHECK-NEXT: *(u8 *)([[AT]] + 0x0)
; NEW-LABEL: <by_remainder>:
; NEW: if [[I:r[0-9]]] > 0xf goto
; NEW-NEXT: [[AT:r[0-9]]] = r0
; NEW-NEXT: [[AT]] += [[I]]
  %at = getelementptr i8, ptr %first, i64 %index
  %old = load i8, ptr %at
  %new = add i8 %old, 1
  store i8 %new, ptr %at
  br label %done
done:
  ret i32 0
}
