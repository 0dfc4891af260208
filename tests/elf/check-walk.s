# Promise: --check estimates how many instructions the kernel's verifier walks, and warns where that
# is more than the kernel's limit. Sixteen bits, each set on one of two paths, are 65536 different
# numbers: a kernel that compares all scalars follows each path to its end. Since 5.3 only those
# scalars count that decide something, and here none does. (Linux 6.18 walked 123 and 6.)
# RUN: llvm-mc --defsym part=1 -triple bpfel -filetype=obj %s -o %t.o
# RUN: llvm-mc --defsym part=2 -triple bpfel -filetype=obj %s -o %t.branches.o
# RUN: %shim --check --kernel=4.15 %t.o 2>&1 | FileCheck %s
# CHECK: warning: in 'bits': the verifier probably walks more than 131072 instructions, where Linux 4.15 stops
# CHECK-NEXT: help: shorten the loops, unroll them by --unroll-loops, or split the program with tail calls
# CHECK-NOT: in 'few'
# RUN: %shim --check --kernel=4.15 %t.branches.o 2>&1 | FileCheck %s --check-prefix=BRANCHES
# Neither may more than 1024 branches be left to follow at once; since 5.2, 8192.
# BRANCHES: warning: in 'branches': the verifier probably finds more than 1024 branches in a row too complex in Linux 4.15
# BRANCHES-NEXT: help: shorten the loops, unroll them by --unroll-loops, or split the program with tail calls
# RUN: %shim --check --kernel=5.10 %t.o 2>&1 | FileCheck %s --check-prefix=LATER
# RUN: %shim --check --kernel=5.10 %t.branches.o 2>&1 | FileCheck %s --check-prefix=LATER
# LATER-NOT: warning
# LATER: fits
# LATER-NOT: warning
# RUN: %shim --check --kernel=6.12 %t.o 2>&1 | FileCheck %s --check-prefix=FORKS
# A mask that is made of a sign is followed twice since 7.0, and in the stable series of 6.12 and 6.18.
# FORKS: warning: in 'signs': the verifier probably walks more than 1000000 instructions, where Linux 6.12 stops
# FORKS-NOT: warning
# RUN: %shim --check --kernel=5.10 --json %t.o | FileCheck %s --check-prefix=JSON
# JSON: "name":"bits"{{.*}}"walked":123}
# JSON: "name":"few"{{.*}}"walked":6}
# RUN: %shim --check --json %t.o | FileCheck %s --check-prefix=NONE
# NONE: "walked":null
	.macro function name
	.globl \name
	.type \name,@function
\name:
	.endm
	.section xdp,"ax",@progbits
	.if part == 1
function bits
	r2 = *(u32 *)(r1 + 12)
	r0 = 0
	.rept 16
	r0 <<= 1
	r2 >>= 1
	if r2 & 1 goto +1
	r0 |= 1
	.endr
	exit
	.size bits, .-bits
function few
	r0 = 1
	r2 = *(u32 *)(r1 + 12)
	if r2 == 7 goto +1
	r0 = 2
	exit
	.size few, .-few
function signs
	r2 = *(u32 *)(r1 + 12)
	r0 = 0
	r2 <<= 32
	.rept 20
	r2 <<= 1
	r3 = r2
	r3 s>>= 63
	r3 &= 25
	r0 <<= 1
	r0 += r3
	.endr
	exit
	.size signs, .-signs
	.else
function branches
	r2 = *(u32 *)(r1 + 12)
	r3 = *(u32 *)(r1 + 16)
	r0 = 0
	.rept 1030
	if r2 > r3 goto +1
	r0 += 1
	.endr
	exit
	.size branches, .-branches
	.endif
