# Promise: a section with a known name and a type that no loader reads is left out.
# RUN: llvm-mc -triple bpfel -filetype=obj %s -o %t.o
# RUN: %h_object --btf %t.o %t.out.o
# RUN: llvm-readelf -WS %t.o | FileCheck --check-prefix=BEFORE %s
# RUN: llvm-readelf -WS %t.out.o | FileCheck %s
	.section license,"a",@note
	.asciz "GPL"
	.section xdp,"ax",@progbits
	.globl prog
	.type prog,@function
prog:	exit
	.size prog, .-prog
# BEFORE:    ] license NOTE
# CHECK-NOT: license
