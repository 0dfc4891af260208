# Promise: the maps of a program and of what it calls are counted once each, data sections included.
# RUN: llvm-mc -triple bpfel -filetype=obj %s -o %t.o
# RUN: not %h_object --check %t.o 2>&1 | FileCheck %s
	.section maps,"aw",@progbits
	.irp tens,0,1,2,3,4,5,6
	.irp ones,0,1,2,3,4,5,6,7,8
	.globl map\tens\ones
map\tens\ones: .zero 20
	.endr
	.endr
	.data
	.globl first, second
first:	.quad 1
second:	.quad 2
	.section xdp,"ax",@progbits
	.globl fits
	.type fits,@function
fits:
	.irp tens,0,1,2,3,4,5,6
	.irp ones,0,1,2,3,4,5,6,7,8
	r1 = map\tens\ones ll
	.endr
	.endr
	r1 = first ll
	r1 = second ll
	r1 = map00 ll
	r0 = 0
	exit
	.size fits, .-fits
	.globl many
	.type many,@function
many:
	.irp tens,0,1,2,3,4,5,6
	.irp ones,0,1,2,3,4,5,6,7,8
	r1 = map\tens\ones ll
	.endr
	.endr
	r1 = first ll
	call sub
	exit
	.size many, .-many
	.text
	.type sub,@function
sub:
	r1 = third ll
	r0 = 0
	exit
	.size sub, .-sub
	.bss
	.globl third
third:	.quad 0
# CHECK:     fits xdp+0 insns {{.*}} maps 64 entry
# CHECK-NOT: in 'fits'
# CHECK:     in 'many': refers to 65 maps, the kernel takes 64
