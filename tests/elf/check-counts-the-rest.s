# Promise: of one function twenty findings are printed, and how many more there are.
# RUN: llvm-mc -triple bpfel -filetype=obj %s -o %t.o
# RUN: not %h_object --check %t.o 2>&1 | FileCheck %s
	.section xdp,"ax",@progbits
	.globl prog
	.type prog,@function
prog:
	.rept 27
	call -1
	.endr
	exit
	.size prog, .-prog
# CHECK-COUNT-20: calls helper -1
# CHECK-NEXT: bpf-shim: error: in 'prog': and 7 more findings
# CHECK-NOT: helper
