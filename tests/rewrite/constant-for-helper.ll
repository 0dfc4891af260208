; A constant whose address a helper gets is built on the stack for the time of the call, where there is no data section.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t --kernel 4.15 && llvm-readelf -SW %t | FileCheck %s --check-prefix=SECTIONS
; RUN: llvm-objdump -d %t | FileCheck %s --check-prefix=CODE
; RUN: %packets %t 0000000000000000000000000000 | FileCheck %s
; SECTIONS-NOT: .rodata
; CODE-COUNT-3: call 0x6
; CHECK: run prog 0 30
target triple = "bpfel"
@one = internal constant [11 x i8] c"first line\00"
@two = internal constant [12 x i8] c"second line\00"
@three = internal constant [10 x i8] c"last line\00"
define i32 @prog(ptr %ctx) section "xdp" {
  %a = call i64 inttoptr (i64 6 to ptr)(ptr @one, i32 11)
  %b = call i64 inttoptr (i64 6 to ptr)(ptr @two, i32 12)
  %c = call i64 inttoptr (i64 6 to ptr)(ptr @three, i32 10)
  %ab = add i64 %a, %b
  %abc = add i64 %ab, %c
  %r = trunc i64 %abc to i32
  ret i32 %r
}
@license = constant [4 x i8] c"GPL\00", section "license"
