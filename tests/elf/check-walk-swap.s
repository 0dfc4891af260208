# Promise: the estimate of a walk follows known bits through a swap of bytes, as the stable series of 6.18 does: none
# of these comparisons leaves two ways. Kernels before know nothing of the result. (Linux 6.18 walked 32.)
# RUN: llvm-mc -triple bpfel -mcpu=v4 -filetype=obj %s -o %t.o
# RUN: %shim --check --kernel=6.18 --json %t.o | FileCheck %s
# CHECK: "name":"swap"{{.*}}"walked":32}
# RUN: %shim --check --kernel=6.12 --json %t.o | FileCheck %s --check-prefix=OLD
# OLD: "name":"swap"{{.*}}"walked":55}
	.section xdp,"ax",@progbits
	.globl swap
	.type swap,@function
swap:
	r6 = *(u32 *)(r1 + 12)
	.macro check operation high
	r2 = r6
	r2 &= 15
	r2 = \operation r2
	if r2 > \high goto +1
	r2 = 0
	.endm
	check be16 0xf00
	check be32 0xf000000
	check le16 15
	check le64 15
	check bswap16 0xf00
	r2 = r6
	r2 = be64 r2
	r2 <<= 32
	if r2 == 0 goto +0
	r0 = 2
	exit
	.size swap, .-swap
