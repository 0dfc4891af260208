; An unreachable that survives to code generation (behind a call that the optimiser must keep) returns
; like a panic instead of running off the end of the program.
; RUN: %shim %s --panic-return 2 -o %t && llvm-objdump -d %t | FileCheck %s
; RUN: llvm-readelf -s %t | FileCheck %s --check-prefix=SYMBOLS --implicit-check-not=trap
; CHECK: call 0xc
; CHECK-NEXT: r0 = 0x2
; CHECK-NEXT: exit
; SYMBOLS: prog
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "xdp" {
  call void inttoptr (i64 12 to ptr)(ptr %ctx, ptr null, i32 0)
  unreachable
}
