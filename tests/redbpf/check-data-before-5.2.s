# RedBPF's loader makes maps of data that no program refers to, too: before 5.2 the kernel takes none of them.
# RUN: llvm-mc -triple bpfel -filetype=obj %s -o %t.o
# RUN: %shim --check --kernel 5.2 %t.o
# RUN: not %shim --check --kernel 5.1 %t.o 2>&1 | FileCheck %s

# CHECK: error: {{.*}}: RedBPF's loader makes a map of section '.rodata'{{.*}}5.2

	.section socketfilter/prog,"ax",@progbits
	.p2align 3
	.globl prog
	.type prog,@function
prog:
	r0 = 0
	exit
	.size prog, .-prog
	.section .rodata,"a",@progbits
	.quad 1
