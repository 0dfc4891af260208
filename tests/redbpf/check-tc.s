# For tc the check refuses what tc does: code outside of the program, .BTF.ext, addresses of data.
# RUN: llvm-mc -triple bpfel -filetype=obj %s -o %t.o
# RUN: not %shim --check %t.o 2>&1 | FileCheck -DF=%t.o %s

# CHECK-NOT:  error
# CHECK:      error: in 'count': insn 2: refers to data in section '.rodata', and tc knows only maps
# CHECK-NEXT: help: with --kernel 4.15 constants become part of the code
# CHECK-NEXT: error: [[F]]: tc takes no object with a section '.text'
# CHECK-NOT:  error

	.section tc_action/count,"ax",@progbits
	.globl count
	.type count,@function
count:
	r1 = counts ll
	r2 = .rodata ll
	r0 = 0
	exit
	.size count, .-count
	.text
	.type sub,@function
sub:
	r0 = 0
	exit
	.size sub, .-sub
	.section maps,"aw",@progbits
	.globl counts
	.type counts,@object
counts:	.long 1
	.zero 24
	.size counts, 28
	.section .rodata,"a",@progbits
	.quad 1
	.section license,"a",@progbits
	.ascii "GPL\0"
