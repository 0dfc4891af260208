# Promise: a loop whose last instruction is no jump is told apart from others: kernels before 6.7 take it for one
# without an end. Linux 6.1 refused 'falls' ("back-edge from insn 5 to 6"), and took 'jumps'.
# RUN: llvm-mc -triple bpfel -filetype=obj %s -o %t.o
# RUN: %status 1 %shim --check --kernel 6.1 %t.o 2>&1 >/dev/null | FileCheck %s --match-full-lines
# RUN: %shim --check --kernel 6.7 %t.o 2>&1 | FileCheck %s --check-prefix=NEW
# NEW-NOT: error
	.section license,"aw",@progbits
	.asciz "GPL"
	.section xdp,"ax",@progbits
	.globl jumps, falls
	.type jumps,@function
jumps:	r0 = 0
	r0 += 1
	if r0 < 10 goto -2
	exit
	.size jumps, .-jumps
# CHECK-NOT: 'jumps'
	.type falls,@function
falls:	r0 = 0
	r2 = 0
	goto +3
	r0 += 1
	r2 += 1
	r2 += 0
	if r0 < 10 goto -4
	exit
	.size falls, .-falls
# CHECK: bpf-shim: error: in 'falls': insn 5: a loop that no jump closes (insn 6 comes next): needs Linux 6.7
