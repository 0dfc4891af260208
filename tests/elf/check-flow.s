# Promise: jumps out of a function or into a 64-bit load, dead code, a missing end and an endless loop
# are named where they are.
# RUN: llvm-mc -triple bpfel -filetype=obj %s -o %t.o
# RUN: not %h_object --check %t.o 2>&1 | FileCheck %s
	.macro function name
	.globl \name
	.type \name,@function
\name:
	.endm
	.section xdp,"ax",@progbits
function jumps_out
	if r1 == 0 goto +5
	r0 = 0
	exit
	.size jumps_out, .-jumps_out
# CHECK: in 'jumps_out': insn 0: jumps out of the function
function into_load
	if r1 == 0 goto +1
	r0 = 7 ll
	exit
	.size into_load, .-into_load
# CHECK: in 'into_load': insn 0: jumps into the second half of a 64-bit load
function dead
	r0 = 0
	exit
	r0 = 1
	exit
	.size dead, .-dead
# CHECK: in 'dead': insn 2: no path leads to this instruction
# CHECK-NOT: in 'dead'
function no_end
	r0 = 0
	.size no_end, .-no_end
# CHECK: in 'no_end': insn 0: control runs past the last instruction
function no_end_after_load
	r0 = 7 ll
	.size no_end_after_load, .-no_end_after_load
# CHECK: in 'no_end_after_load': insn 0: control runs past the last instruction
function endless
	r0 = 0
	if r1 == 0 goto +2
	r0 += 1
	goto -2
	exit
	.size endless, .-endless
# CHECK: in 'endless': insn 2: this loop never ends
# CHECK-NEXT: help: give the loop a bound, or return from it
