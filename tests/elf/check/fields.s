# Promise: fields that are not 0 though unused, writes to the frame pointer and impossible constants are
# named where they are.
# RUN: llvm-mc -triple bpfel -mcpu=v4 -filetype=obj %s -o %t.o
# RUN: %status 1 %shim --check %t.o 2>&1 >/dev/null | FileCheck %s --match-full-lines
	.section xdp,"ax",@progbits
	.globl reserved, frame, constants
	.type reserved,@function
reserved:
	r0 = 0
	.quad 0x0000000100000005	# goto, imm 1
	.quad 0x000000000000a015	# if r0 == 0, src r10
	.quad 0x000000010000100f	# r0 += r1, imm 1
	.quad 0x0000000000020037	# r0 /= 0, off 2
	.quad 0x0000000000000085	# call 0
	exit
	.size reserved, .-reserved
# CHECK: bpf-shim: error: in 'reserved': insn 1: a field that this instruction does not use is not 0
# CHECK: bpf-shim: error: in 'reserved': insn 2: a field that this instruction does not use is not 0
# CHECK: bpf-shim: error: in 'reserved': insn 3: a field that this instruction does not use is not 0
# CHECK: bpf-shim: error: in 'reserved': insn 4: a field that this instruction does not use is not 0
# CHECK: bpf-shim: error: in 'reserved': insn 4: divides by the constant 0
# CHECK: bpf-shim: error: in 'reserved': insn 5: calls helper 0, which does not exist
	.type frame,@function
frame:
	r0 = 0
	r10 += 8
	r10 = *(u32 *)(r1 + 0)
	r10 = 5 ll
	exit
	.size frame, .-frame
# CHECK-NEXT: bpf-shim: error: in 'frame': insn 1: writes to r10, which can only be read
# CHECK-NEXT: bpf-shim: error: in 'frame': insn 2: writes to r10, which can only be read
# CHECK-NEXT: bpf-shim: error: in 'frame': insn 3: writes to r10, which can only be read
	.type constants,@function
constants:
	r0 = 1
	r0 <<= 63
	r0 <<= 64
	w0 s>>= 32
	r0 %= 0
	exit
	.size constants, .-constants
# CHECK-NEXT: bpf-shim: error: in 'constants': insn 2: shifts 64 bits by 64
# CHECK-NEXT: bpf-shim: error: in 'constants': insn 3: shifts 32 bits by 32
# CHECK-NEXT: bpf-shim: error: in 'constants': insn 4: divides by the constant 0
	.globl cut
	.type cut,@function
cut:	r0 = 1
	.quad 0x0000000100000018
	.size cut, .-cut
# CHECK-NEXT: bpf-shim: error: in 'cut': insn 1: 64-bit load without its second half
# CHECK-NEXT: bpf-shim: error: in 'cut': insn 1: control runs past the last instruction
# CHECK-NOT: {{.}}
