# Promise: what is no BPF instruction is named with its opcode and its place.
# RUN: llvm-mc -triple bpfel -filetype=obj %s -o %t.o
# RUN: not %h_object --check %t.o 2>&1 | FileCheck %s
	.section xdp,"ax",@progbits
	.globl prog
	.type prog,@function
prog:
	r0 = 0
	.quad 0x00000000000000e7   # no such operation
	.quad 0x00000000000000bf | 0xbc00
	.quad 0x0000007700000adb   # no such atomic operation
	.quad 0x0000000100000018   # r0 = 1 ll, and no second half
	exit
	.size prog, .-prog
# CHECK: bpf-shim: error: in 'prog': insn 1: unknown instruction (opcode 0xe7)
# CHECK: bpf-shim: error: in 'prog': insn 2: register r12 does not exist
# CHECK: bpf-shim: error: in 'prog': insn 3: unknown instruction (opcode 0xdb)
# CHECK: bpf-shim: error: in 'prog': insn 4: 64-bit load without its second half
