# A program of more instructions, and one of more functions, than any kernel takes.
# RUN: llvm-mc -triple bpfel -filetype=obj %s -o %t.o && %status 1 %shim --check %t.o 2>&1 | FileCheck %s
# CHECK-DAG: {{^}}bpf-shim: error: in 'long': 1000001 instructions, the kernel takes 1000000{{$}}
# CHECK-DAG: {{^}}bpf-shim: help: shorten or bound the loops, or split the program with tail calls{{$}}
# CHECK-DAG: {{^}}bpf-shim: error: in 'many': consists of 257 functions, the kernel takes 256{{$}}
.section xdp,"ax",@progbits
.globl long
.type long,@function
long:
.rept 1000000
r0 = 0
.endr
exit
.size long, .-long
.section tc,"ax",@progbits
.globl many
.type many,@function
many:
.altmacro
.macro call_one i
call f\i
.endm
.set i, 0
.rept 256
call_one %i
.set i, i+1
.endr
exit
.size many, .-many
.text
.macro function i
.globl f\i
.type f\i,@function
f\i:
r0 = 0
exit
.size f\i, .-f\i
.endm
.set i, 0
.rept 256
function %i
.set i, i+1
.endr
