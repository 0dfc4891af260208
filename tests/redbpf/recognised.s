# RedBPF's layout is recognised by kinds that only it has, or by programs KIND/NAME beside maps/NAME.
# RUN: llvm-mc -triple bpfel -filetype=obj %s -o %t.o && not %shim --check %t.o 2>&1 | FileCheck %s
# RUN: llvm-mc -triple bpfel -filetype=obj --defsym OWN=1 %s -o %t.o && not %shim --check %t.o 2>&1 | FileCheck %s
# RUN: llvm-mc -triple bpfel -filetype=obj --defsym LIBBPF=1 %s -o %t.o && %shim --check %t.o
# RUN: not %shim --check --layout=redbpf %t.o 2>&1 | FileCheck %s

# CHECK: error: {{.*}}: section '{{.*}}/two' holds 2 functions, and RedBPF's loader takes it for one program

	.macro program name
	.globl \name
	.type \name,@function
\name:
	r0 = 0
	exit
	.size \name, .-\name
	.endm
.ifdef OWN
	.section streamparser/two,"ax",@progbits
.else
	.section kprobe/two,"ax",@progbits
.endif
	.p2align 3
	program first
	program second
.ifdef LIBBPF
	.section maps,"aw",@progbits
.else
	.section maps/counts,"aw",@progbits
.endif
	.globl counts
	.type counts,@object
counts:	.long 1
	.zero 16
	.size counts, 20
