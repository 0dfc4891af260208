# Promise: an object of an old compiler, which names no machine (EM_NONE), is judged, as loaders take it.
# RUN: llvm-mc -triple bpfel -filetype=obj %s -o %t.o && %shim --check %t.o > %t.new
# RUN: printf '\0\0' | dd of=%t.o bs=1 seek=18 conv=notrunc status=none
# RUN: llvm-readelf -h %t.o | FileCheck %s --check-prefix=HEADER
# RUN: %shim --check %t.o | diff - %t.new
# RUN: FileCheck %s < %t.new
# HEADER: Machine: None
# CHECK: 'prog' in section 'xdp', 2 instructions: fits Linux 4.15 and later

	.section xdp,"ax",@progbits
	.globl prog
	.type prog,@function
prog:
	r0 = 2
	exit
	.size prog, .-prog
