; --emit writes the optimised program as an object, assembly, LLVM IR or bitcode; each is the same program.
; RUN: %shim %s -o %t.o && llvm-objdump -d %t.o > %t.obj.d
; RUN: %shim %s -o %t.s --emit asm && FileCheck %s --check-prefix=ASM --input-file %t.s
; RUN: clang -target bpf -mcpu=v2 -c %t.s -o %t.s.o && llvm-objdump -d %t.s.o > %t.s.d
; RUN: tail -n +3 %t.obj.d > %t.1 && tail -n +3 %t.s.d | cmp - %t.1
; RUN: %shim %s -o %t.ll --emit=llvm-ir && FileCheck %s --check-prefix=IR --input-file %t.ll
; RUN: %shim %s -o %t.bc --emit llvm-bc && llvm-dis %t.bc -o - | FileCheck %s --check-prefix=IR
; RUN: %shim %t.bc -o %t.again && cmp %t.o %t.again
; ASM: .section{{.*}}xdp
; ASM-NOT: bpf-shim
; ASM: prog:
; ASM: exit
; IR: define {{.*}}i32 @prog(ptr
; IR-NOT: call
; IR: ret i32
target triple = "bpfel"
define internal i32 @twice(i32 %x) noinline {
  %y = mul i32 %x, 6
  ret i32 %y
}
define i32 @prog(ptr %ctx) section "xdp" {
  %x = load i32, ptr %ctx
  %y = call i32 @twice(i32 %x)
  ret i32 %y
}
