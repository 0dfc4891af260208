# Promise: frames of a chain of calls are rounded as each kernel does it.
# RUN: llvm-mc -triple bpfel -filetype=obj %s -o %t.o
# RUN: %status 1 %shim --check --kernel 6.8 %t.o 2>&1 >/dev/null | FileCheck %s --match-full-lines
# RUN: %shim --check --kernel 6.9 %t.o
	.section xdp,"ax",@progbits
	.globl fits, rounded
	.type fits,@function
fits:	r0 = 0
	*(u64 *)(r10 - 256) = r0
	call deep
	exit
	.size fits, .-fits
# CHECK-NOT: 'fits'
	.type rounded,@function
rounded:
	r0 = 0
	*(u64 *)(r10 - 272) = r0
	call deep
	exit
	.size rounded, .-rounded
# CHECK: bpf-shim: error: in 'rounded': uses 544 bytes of stack together with what it calls, the kernel gives 512: needs Linux 6.9
# CHECK-NEXT: bpf-shim: help: use smaller local variables, or keep large data in a map
# CHECK-NOT: {{.}}
	.text
	.type deep,@function
deep:	r0 = 0
	*(u64 *)(r10 - 240) = r0
	exit
	.size deep, .-deep
