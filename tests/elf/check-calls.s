# Promise: calls that no loader can make good are named: indirect ones, helpers that cannot be,
# undefined symbols, functions outside .text, places where none begins.
# RUN: llvm-mc -triple bpfel -filetype=obj %s -o %t.o
# RUN: not %h_object --check %t.o 2>&1 | FileCheck %s
	.section xdp,"ax",@progbits
	.globl prog
	.type prog,@function
prog:
	callx r1
# CHECK: in 'prog': insn 0: indirect call
# CHECK-NEXT: help: what is called must be known when the program is built: use generics or 'match' in place of 'dyn' and function pointers
	call -1
# CHECK: in 'prog': insn 1: calls helper -1, which does not exist
	.quad 0x0000000500003085
# CHECK: in 'prog': insn 2: call of unknown kind 3
	call missing
# CHECK: in 'prog': insn 3: 'missing' is not defined
# CHECK-NEXT: help: link the library that defines it, or remove the use
	call other
# CHECK: in 'prog': insn 4: calls 'other' in section 'socket'; loaders find functions in '.text' only
	call middle
# CHECK: in 'prog': insn 5: calls a place where no function begins
	call sub
# CHECK-NOT: insn 6
	exit
	.size prog, .-prog
	.section socket,"ax",@progbits
	.globl other
	.type other,@function
other:
	exit
	.size other, .-other
	.text
	.type sub,@function
sub:
	r0 = 1
	.globl middle
middle:
	exit
	.size sub, .-sub
