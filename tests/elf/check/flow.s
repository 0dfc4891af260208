# Promise: loops, calls, addresses of functions, data, helpers and lengths are named with the first
# kernel that takes them; a jump backwards alone makes no loop; what no program calls does not count.
# RUN: llvm-mc -triple bpfel -filetype=obj %s -o %t.o
# RUN: %status 1 %shim --check --kernel 4.15 %t.o 2>&1 >/dev/null | FileCheck %s --match-full-lines
# From 5.13 on only BTF is missing, which the kernel wants for functions whose address is taken.
# RUN: %status 1 %shim --check --kernel 5.13 %t.o 2>&1 >/dev/null | FileCheck %s --check-prefix=NEW --match-full-lines
# NEW: bpf-shim: error: in 'address': insn 0: takes the address of the function 'sub', which needs BTF that describes it, and there is none
# NEW-NEXT: bpf-shim: help: set 'debug = 1' in the profile that is built
# NEW-NOT: {{.}}
	.section license,"aw",@progbits
	.asciz "GPL"
	.section xdp,"ax",@progbits
	.globl backwards, loop, calls, address, data, helpers, short, long, dotted.name
	.type backwards,@function
backwards:
	if r1 == 0 goto +2
	r0 = 0
	exit
	r0 = 1
	goto -4
	.size backwards, .-backwards
# CHECK-NOT: 'backwards'
	.type loop,@function
loop:	r0 = 0
	r0 += 1
	if r0 < 10 goto -2
	exit
	.size loop, .-loop
# CHECK: bpf-shim: error: in 'loop': insn 2: a loop (back to insn 1): needs Linux 5.3
	.type calls,@function
calls:	call sub
	exit
	.size calls, .-calls
# CHECK-NEXT: bpf-shim: error: in 'calls': insn 0: calls the function 'sub': needs Linux 4.16
	.type address,@function
address:
	r2 = sub ll
	r0 = 0
	exit
	.size address, .-address
# CHECK-NEXT: bpf-shim: error: in 'address': insn 0: takes the address of the function 'sub': needs Linux 5.13
# CHECK-NEXT: bpf-shim: error: in 'address': insn 0: takes the address of the function 'sub', which needs BTF that describes it, and there is none
# CHECK-NEXT: bpf-shim: help: set 'debug = 1' in the profile that is built
	.type data,@function
data:	r2 = value ll
	r0 = 0
	exit
	.size data, .-data
# CHECK-NEXT: bpf-shim: error: in 'data': insn 0: refers to data in section '.data': needs Linux 5.2
	.type helpers,@function
helpers:
	call 57
	call 113	# which loaders replace where it is missing
	call 58
	call 59
	call 130
	r0 = 0
	exit
	.size helpers, .-helpers
# CHECK-NEXT: bpf-shim: error: in 'helpers': insn 2: calls helper 58, bpf_override_return, and 1 more: needs Linux 4.16
# CHECK-NEXT: bpf-shim: error: in 'helpers': insn 4: calls helper 130, bpf_ringbuf_output: needs Linux 5.8
	.type short,@function
short:	.rept 4095
	r0 = 0
	.endr
	exit
	.size short, .-short
# CHECK-NOT: 'short'
	.type long,@function
long:	.rept 4096
	r0 = 0
	.endr
	exit
	.size long, .-long
# CHECK: bpf-shim: error: in 'long': 4097 instructions: needs Linux 5.2
# CHECK-NEXT: bpf-shim: help: shorten or bound the loops, or split the program with tail calls
	.type dotted.name,@function
dotted.name:
	r0 = 0
	exit
	.size dotted.name, .-dotted.name
# CHECK-NEXT: bpf-shim: error: in 'dotted.name': a name with a '.' in it: needs Linux 5.2
# CHECK-NEXT: bpf-shim: help: give it #[unsafe(no_mangle)], and a name of letters, digits and '_'
# CHECK-NOT: {{.}}
	.text
	.globl sub, unused
	.type sub,@function
sub:	r0 = 1
	exit
	.size sub, .-sub
	.type unused,@function
unused:	call 130
	exit
	.size unused, .-unused
	.data
	.globl value
value:	.quad 1
