; What sections are called for LLVM's sake shows nowhere, and nothing of the program's own is taken for it: neither
; bytes of data nor another section's name, in objects and in assembly.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && llvm-readelf -S -s %t | FileCheck %s
; RUN: make -s -C %top/tests/kernel && %top/build/tests/run_prog -c -p syscall %t 00000000 01000000 0a000000 | FileCheck %s --check-prefix=RESULT
; RUN: %shim %s -o %t.s --emit asm && FileCheck %s --check-prefix=ASM --input-file %t.s
; CHECK: ] syscall PROGBITS
; CHECK-NEXT: ] .relsyscall REL
; CHECK-NEXT: ] kprobe/f.shim.0 PROGBITS
; CHECK-NOT: shim
; RESULT: run syscall 0 127
; RESULT: run syscall 1 98
; RESULT: run syscall 2 46
; ASM: .section{{.}}syscall,"ax"
; ASM: .section{{.}}"kprobe/f.shim.0","ax"
; ASM: .section{{.}}.data.shim.0,"a"
; ASM: "\177bpf-shim\000.shim.1"
target triple = "bpfel"
@magic = constant [18 x i8] c"\7Fbpf-shim\00.shim.1\00", section ".data.shim.0"
define i32 @syscall(ptr %ctx) section "syscall" {
  %i = load i32, ptr %ctx
  %m = urem i32 %i, 18
  %p = getelementptr [18 x i8], ptr @magic, i32 0, i32 %m
  %b = load i8, ptr %p
  %r = zext i8 %b to i32
  ret i32 %r
}
define i32 @other(ptr %ctx) section "kprobe/f.shim.0" {
  ret i32 0
}
