# Promise: a section with a known name and a type that no loader reads is left out.
# RUN: llvm-mc -triple bpfel -filetype=obj %s -o %t.o
# RUN: %h_object --btf --dwarf %t.o %t.out.o
# RUN: llvm-readelf -WS %t.o | FileCheck --check-prefix=BEFORE %s
# RUN: llvm-readelf -WS %t.out.o | FileCheck %s
	.section license,"a",@note
	.asciz "GPL"
	.section .debug_odd,"",@5 // SHT_HASH
	.asciz "a.rs"
	.section .debug_plain,"",@progbits
	.asciz "prog"
	.section xdp,"ax",@progbits
	.globl prog
	.type prog,@function
prog:	exit
	.size prog, .-prog
# BEFORE:    ] license NOTE
# BEFORE:    ] .debug_odd HASH
# CHECK-NOT: license
# CHECK-NOT: .debug_odd
# CHECK:     ] .debug_plain PROGBITS
# CHECK-NOT: license
# CHECK-NOT: .debug_odd
