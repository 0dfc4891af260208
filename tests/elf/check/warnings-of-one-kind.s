# Promise: of one kind there is one warning, at the first place, with the number of the others: an object of fifty
# programs has no page of warnings for one reason.
# RUN: llvm-mc -triple bpfel -filetype=obj %s -o %t.o
# RUN: %shim --check --kernel=5.10 %t.o 2>&1 | FileCheck %s
# CHECK: {{^}}bpf-shim: warning: in 'first': insn 2: this loop never ends, and 2 more{{$}}
# CHECK-NEXT: {{^}}bpf-shim: help: give the loop a bound, or return from it{{$}}
# CHECK-NOT: never ends
	.macro endless name
	.globl \name
	.type \name,@function
\name:
	r0 = 0
	if r1 == 0 goto +2
	r0 += 1
	goto -2
	exit
	.size \name, .-\name
	.endm
	.section xdp,"ax",@progbits
	endless first
	endless second
	endless third
