# Promise: a correct object passes without a word, and every instruction of the newest ISA is known.
# RUN: llvm-mc -triple bpfel -mcpu=v4 -filetype=obj %s -o %t.o
# RUN: %h_object --check %t.o 2>&1 | FileCheck --allow-empty %s
# CHECK:     prog xdp+0 insns 18 relocs 0 stack 8 maps 0 entry
# CHECK-NOT: {{.}}
	.section xdp,"ax",@progbits
	.globl prog
	.type prog,@function
prog:
	r1 = *(s8 *)(r1 + 0)
	r2 = 5 ll
	r3 = (s16)r2
	r2 s/= r3
	r2 = bswap32 r2
	*(u64 *)(r10 - 8) = r2
	lock *(u64 *)(r10 - 8) += r3
	r3 = atomic_fetch_or((u64 *)(r10 - 8), r3)
	r0 = cmpxchg_64(r10 - 8, r0, r3)
	w3 = -w3
	if w3 < 7 goto .Lone
	gotol .Ltwo
.Lone:
	r3 s>>= 3
	if r3 & 1 goto .Ltwo
	goto .Ltwo
.Ltwo:
	r0 = 0
	exit
	.size prog, .-prog
