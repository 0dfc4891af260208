# Promise: an access outside the frame is an error only on a way that the kernel certainly goes: not where
# constants, a range or what a constant variable holds rules it out, nor in a function that nothing calls so.
# RUN: llvm-mc -triple bpfel -mcpu=v4 -filetype=obj %s -o %t.o
# RUN: %status 1 %shim --check %t.o 2>&1 >/dev/null | FileCheck %s --match-full-lines
	.macro outside
	*(u64 *)(r10 + 0) = r1
	.endm
	.macro begin name
	.section xdp,"ax",@progbits
	.globl \name
	.type \name,@function
\name:
	.endm
	.macro finish name
	r0 = 0
	exit
	.size \name, .-\name
	.endm
	begin negated
	r2 = 3
	r2 = -r2
	if r2 s< 0 goto +1
	outside
	finish negated
	begin ranged
	call 7
	r0 &= 12
	r0 += 4
	if r0 != 7 goto +1
	outside
	finish ranged
	begin constant
	r2 = table ll
	r2 = *(u8 *)(r2 + 0)
	if r2 == 5 goto +1
	outside
	finish constant
	begin looked_up
	r1 = r10
	r1 += -8
	if r1 != 0 goto +1
	outside
	finish looked_up
	begin calls
	r2 = 1
	if r2 == 1 goto +1
	call unused
	call used
	finish calls
	begin bounded
	r2 = *(u32 *)(r1 + 0)
	r3 = *(u32 *)(r1 + 4)
	r4 = r2
	r4 += 14
	if r4 > r3 goto +5
	r4 = *(u8 *)(r2 + 12)
	if r4 != 8 goto +3
	r2 += 8
	if r2 > r3 goto +1
	outside
	finish bounded
# CHECK: bpf-shim: error: in 'bounded': insn 9: an access to the stack outside the frame, at r10+0
# CHECK-NEXT: bpf-shim: error: in 'used': insn 0: an access to the stack outside the frame, at r10+0
# CHECK-NOT: {{.}}
	.text
	.type unused,@function
unused:	outside
	finish unused
	.type used,@function
used:	outside
	finish used
	.section .rodata,"a",@progbits
	.type table,@object
table:	.byte 5
	.size table, 1
