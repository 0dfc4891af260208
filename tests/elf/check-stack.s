# Promise: stack beyond 512 bytes is an error, in one function and over a chain of calls; the frame
# pointer is followed through copies and additions.
# RUN: llvm-mc -triple bpfel -filetype=obj %s -o %t.o
# RUN: not %h_object --check %t.o 2>&1 | FileCheck %s
	.section xdp,"ax",@progbits
	.globl deep
	.type deep,@function
deep:
	r2 = r10
	r2 += -500
	*(u64 *)(r2 - 20) = r1
	r0 = 0
	exit
	.size deep, .-deep
	.globl chain
	.type chain,@function
chain:
	*(u64 *)(r10 - 256) = r1
	call sub
	exit
	.size chain, .-chain
	.globl fits
	.type fits,@function
fits:
	*(u64 *)(r10 - 224) = r1
	call sub
	exit
	.size fits, .-fits
	.text
	.type sub,@function
sub:
	*(u64 *)(r10 - 264) = r1
	r0 = 0
	exit
	.size sub, .-sub
# CHECK: in 'deep': uses 520 bytes of stack, the kernel gives 512
# CHECK-NEXT: help: use smaller local variables
# CHECK: in 'chain': uses 544 bytes of stack together with what it calls, the kernel gives 512
# CHECK-NOT: in 'fits'
