# Promise: the estimate of a walk sees accesses outside of the stack frame on ways that a program never goes, and that
# the verifier follows: until 5.1 it did not look at known bits for '&' in a branch (960ea056561a).
# RUN: llvm-mc --defsym part=1 -triple bpfel -filetype=obj %s -o %t.read.o
# RUN: llvm-mc --defsym part=2 -triple bpfel -filetype=obj %s -o %t.write.o
# RUN: llvm-mc --defsym part=3 -triple bpfel -filetype=obj %s -o %t.left.o
# RUN: %shim --check --kernel=4.15 %t.read.o %t.write.o %t.left.o 2>&1 | FileCheck %s
# CHECK: warning: {{.*}}in 'read': insn 6: the verifier of Linux 4.15 probably finds a way on which this access is outside of the stack frame
# CHECK-NEXT: help: mask or compare the index just before it is used
# CHECK: warning: {{.*}}in 'write': insn 6: the verifier of Linux 4.15 probably finds a way on which this access is outside
# CHECK-NOT: warning
# RUN: %shim --check --kernel=5.4 %t.read.o %t.write.o %t.left.o 2>&1 | FileCheck %s --check-prefix=NEW --allow-empty
# NEW-NOT: warning
	.macro program name
	.section xdp,"ax",@progbits
	.globl \name
	.type \name,@function
\name:
	r2 = *(u32 *)(r1 + 12)
	r2 <<= 1
	r3 = r10
	r3 += -8
	.endm
	.macro finish name
	r0 = 0
	exit
	.size \name, .-\name
	.endm
	.if part == 1
	program read
	if r2 & 1 goto +1
	goto +1
	r3 = *(u8 *)(r10 + 0)
	finish read
	.elseif part == 2
	program write
	if r2 & 1 goto +1
	goto +1
	*(u64 *)(r10 + 8) = r2
	finish write
	.elseif part == 3
	program left
	if r2 & 1 goto +1
	goto +1
	*(u64 *)(r3 + 0) = r2
	finish left
	.endif
