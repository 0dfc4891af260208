# Promise: kinds of programs are known by the names of their sections, with the first kernel of each;
# a name that libbpf does not know is for another loader, and no finding.
# RUN: llvm-mc -triple bpfel -filetype=obj %s -o %t.o
# RUN: %status 1 %shim --check --kernel 4.15 %t.o 2>&1 >/dev/null | FileCheck %s --match-full-lines
# RUN: %shim --check --kernel 6.13 %t.o
	.macro program name, section
	.section \section,"ax",@progbits
	.globl \name
	.type \name,@function
\name:	r0 = 0
	exit
	.size \name, .-\name
	.endm
	program p0, xdp
	program p1, xdp/of_redbpf
	program p2, kprobe/vfs_read
	program p3, raw_tp/sys_enter
# CHECK: bpf-shim: error: in 'p3': a program in section 'raw_tp/sys_enter': needs Linux 4.17
	program p4, ?fentry/vfs_read
# CHECK-NEXT: bpf-shim: error: in 'p4': a program in section '?fentry/vfs_read': needs Linux 5.5
	program p5, syscall
# CHECK-NEXT: bpf-shim: error: in 'p5': a program in section 'syscall': needs Linux 5.14
	program p6, uprobe.session/bin
# CHECK-NEXT: bpf-shim: error: in 'p6': a program in section 'uprobe.session/bin': needs Linux 6.13
	program p7, xdp.frags/cpumap
# CHECK-NEXT: bpf-shim: error: in 'p7': a program in section 'xdp.frags/cpumap': needs Linux 5.18
	program p8, syscall_of_mine
# CHECK-NOT: {{.}}
