# Promise: a helper for programs under the GPL only is named when the license is another one, or when
# there is none, which aya takes for the GPL and other loaders do not.
# RUN: llvm-mc -triple bpfel -filetype=obj %s -o %t.none.o
# RUN: %h_object --check %t.none.o 2>&1 | FileCheck %s --check-prefix=NONE
# RUN: llvm-mc -triple bpfel -filetype=obj --defsym OTHER=1 %s -o %t.other.o
# RUN: not %h_object --check %t.other.o 2>&1 | FileCheck %s --check-prefix=OTHER
# RUN: not %shim --check --kernel 5.7 %t.other.o | FileCheck %s --check-prefix=OLD
# RUN: llvm-mc -triple bpfel -filetype=obj --defsym DUAL=1 %s -o %t.dual.o
# RUN: %h_object --check %t.dual.o 2>&1 | FileCheck %s --check-prefix=DUAL
.ifdef OTHER
	.section license,"aw",@progbits
	.asciz "MIT"
.endif
.ifdef DUAL
	.section license,"aw",@progbits
	.asciz "Dual MIT/GPL"
.endif
	.section kprobe/f,"ax",@progbits
	.globl prog
	.type prog,@function
prog:
	call 5
	r0 = 0
	exit
	.size prog, .-prog
	.section kprobe/g,"ax",@progbits
	.globl trace
	.type trace,@function
trace:
	call 35
	r0 = 0
	exit
	.size trace, .-trace
# NONE-NOT: in 'prog'
# NONE: warning: in 'trace': insn 0: calls bpf_get_current_task, which is for programs under the GPL only, and there is no license
# NONE-NEXT: help: add #[unsafe(link_section = "license")] #[unsafe(no_mangle)] static LICENSE: [u8; 4] = *b"GPL\0";
# OTHER-NOT: in 'prog'
# OTHER: error: in 'trace': insn 0: calls bpf_get_current_task, which is for programs under the GPL only, and the license is 'MIT'
# OTHER-NEXT: help: leave the helper out, or choose a license as 'GPL' or 'Dual MIT/GPL'
# OLD: insn 0: calls bpf_ktime_get_ns, which is for programs under the GPL only, and the license is 'MIT': needs Linux 5.8
# DUAL-NOT: GPL only
