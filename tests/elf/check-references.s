# Promise: 64-bit loads refer to maps, globals and functions in .text only, and only they and calls
# have relocations.
# RUN: llvm-mc -triple bpfel -filetype=obj %s -o %t.o
# RUN: not %h_object --check %t.o 2>&1 | FileCheck %s
	.section xdp,"ax",@progbits
	.globl prog
	.type prog,@function
prog:
	r1 = table ll
# CHECK: in 'prog': insn 0: refers to 'table' in section 'tables', which loaders make no map of
# CHECK-NEXT: help: leave out #[link_section] for data that programs read
	r1 = prog ll
# CHECK: in 'prog': insn 2: takes the address of code that is not a function in '.text'
	r1 = missing ll
# CHECK: in 'prog': insn 4: 'missing' is not defined
	.quad 0x0000000700001118
	.quad 0
# CHECK: in 'prog': insn 6: 64-bit load of kind 1 without a relocation
	r1 = counts ll
	r1 = value ll
	r1 = callback ll
# CHECK: in 'prog': insn 12: takes the address of the function 'callback', which needs BTF that describes it, and there is none
# CHECK-NEXT: help: set 'debug = 1' in the profile that is built
# CHECK-NOT: in 'prog': insn
	exit
	.size prog, .-prog
	.text
	.globl callback
	.type callback,@function
callback:
	exit
	.size callback, .-callback
	.section tables,"a",@progbits
	.globl table
table:	.quad 1
	.section maps,"aw",@progbits
	.globl counts
counts:	.zero 20
	.data
	.globl value
value:	.quad 1
