# Promise: a cycle is told from a jump backwards that makes none, and is no error by itself.
# RUN: llvm-mc -triple bpfel -filetype=obj %s -o %t.o
# RUN: %h_object --check %t.o | FileCheck %s
	.section xdp,"ax",@progbits
	.globl loop
	.type loop,@function
loop:
	r0 = 0
	r0 += 1
	if r0 < 10 goto -2
	exit
	.size loop, .-loop
	.globl backwards
	.type backwards,@function
backwards:
	if r1 == 0 goto +2
	r0 = 0
	exit
	r0 = 1
	goto -3
	.size backwards, .-backwards
# CHECK:      loop xdp+0 insns 4 relocs 0 stack 0 maps 0 cycle entry
# CHECK-NEXT: backwards xdp+32 insns 5 relocs 0 stack 0 maps 0 entry
