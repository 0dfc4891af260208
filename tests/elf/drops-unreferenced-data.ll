; Promise: data that no code refers to and no global name is in goes; what is looked up by name stays.
; RUN: llc -march=bpfel -filetype=obj %s -o %t.o
; RUN: %h_object --btf %t.o %t.out.o
; RUN: llvm-readelf -WSs %t.out.o | FileCheck %s
target triple = "bpfel"
@unused = internal constant [4 x i32] [i32 1, i32 2, i32 3, i32 4], section ".rodata.unused"
@looked_up = constant i32 5, section ".rodata.looked_up"
@ctor = internal constant ptr @unused, section ".init_array"
define i32 @prog(ptr %ctx) section "xdp" {
  ret i32 2
}
; CHECK-NOT: .init_array
; CHECK:     ] .rodata PROGBITS {{.*}} 000004 00 A
; CHECK-NOT: unused
; CHECK:     OBJECT GLOBAL DEFAULT {{.*}} looked_up
