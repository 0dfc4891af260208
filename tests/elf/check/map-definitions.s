# Promise: definitions of the old kind are judged by their words, in each byte order.
# RUN: llvm-mc -triple bpfel -filetype=obj %s -o %t.o
# RUN: %status 1 %shim --check --kernel 4.15 %t.o 2>&1 >/dev/null | FileCheck %s --match-full-lines
# RUN: llvm-mc -triple bpfeb -filetype=obj %s -o %t.be.o
# RUN: %status 1 %shim --check --kernel 4.15 %t.be.o 2>&1 >/dev/null | FileCheck %s --match-full-lines
	.section maps,"aw",@progbits
	.globl right, newer, none, future, flags, map.name
right:	.long 1, 4, 8, 16, 1
newer:	.long 18, 4, 4, 16, 0
# CHECK: bpf-shim: error: {{.*}}.o: map 'newer' is of type 18, sockhash: needs Linux 4.18
none:	.long 0, 4, 4, 16, 0
# CHECK-NEXT: bpf-shim: error: {{.*}}.o: map 'none' is of type 0, which no kernel has
future:	.long 99, 4, 4, 16, 0
# CHECK-NEXT: bpf-shim: error: {{.*}}.o: map 'future' is of type 99, which no kernel has
flags:	.long 1, 4, 4, 16, 0x80000000
# CHECK-NEXT: bpf-shim: error: {{.*}}.o: map 'flags' has flags 0x80000000, which no kernel has
map.name: .long 1, 4, 4, 16, 0
# CHECK-NEXT: bpf-shim: error: {{.*}}.o: map 'map.name' has a '.' in its name: needs Linux 5.2
	.section "maps/two words","aw",@progbits
	.globl strange
strange: .long 1, 4, 4, 16, 0
# CHECK-NEXT: bpf-shim: error: {{.*}}.o: the kernel does not accept this name for a map: 'two words'
	.section maps/short,"aw",@progbits
	.globl short
short:	.long 1, 4
# CHECK-NEXT: bpf-shim: error: {{.*}}.o: map 'short' has 8 bytes of definition, fewer than 16
	.section xdp,"ax",@progbits
	.globl prog
	.type prog,@function
prog:	r0 = 0
	exit
	.size prog, .-prog
# CHECK-NOT: {{.}}
