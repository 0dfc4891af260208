# Promise: accesses to the stack at a place that is not constant are named where that is certain, and
# only there; so are those outside the frame and misaligned ones, also through copies of r10.
# RUN: llvm-mc -triple bpfel -filetype=obj %s -o %t.o
# RUN: %status 1 %shim --check --kernel 5.10 %t.o 2>&1 >/dev/null | FileCheck %s --match-full-lines
# RUN: %status 1 %shim --check --kernel 5.12 %t.o 2>&1 >/dev/null | FileCheck %s --check-prefix=NEW
# NEW-NOT: not constant
	.macro begin name
	.globl \name
	.type \name,@function
\name:	r6 = r1
	r0 = 0
	*(u64 *)(r10 - 8) = r0
	call 7
	.endm
	.macro access name
	r4 = r10
	r4 += -8
	r4 += r0
	r0 = *(u8 *)(r4 + 0)
.L\name:
	r0 = 0
	exit
	.size \name, .-\name
	.endm
	.section xdp,"ax",@progbits
	begin masked
	r0 &= 7
	access masked
# CHECK: bpf-shim: error: in 'masked': insn 8: an access to the stack at a place that is not constant: needs Linux 5.12
	begin bounded
	if r0 > 7 goto .Lbounded
	access bounded
# CHECK-NEXT: bpf-shim: error: in 'bounded': insn 8: an access to the stack at a place that is not constant: needs Linux 5.12
	begin one_of_two
	if r0 > 1 goto .Lone_of_two
	access one_of_two
# CHECK-NEXT: bpf-shim: error: in 'one_of_two': insn 8: an access to the stack at a place that is not constant: needs Linux 5.12
	begin only_zero
	if r0 > 0 goto .Lonly_zero
	access only_zero
	begin only_three
	if r0 != 3 goto .Lonly_three
	access only_three
	begin masked_away
	r0 &= 0
	access masked_away
	begin shifted_away
	r0 >>= 63
	r0 >>= 1
	access shifted_away
	begin unknown
	r0 = *(u64 *)(r10 - 8)
	access unknown
# CHECK-NOT: not constant
	.globl places
	.type places,@function
places:	r0 = 0
	r2 = r10
	r2 += -16
	*(u64 *)(r2 + 0) = r0
	*(u64 *)(r2 + 12) = r0
	*(u32 *)(r2 + 2) = r0
	*(u64 *)(r10 + 0) = r0
	*(u64 *)(r10 - 512) = r0
	exit
	.size places, .-places
# CHECK: bpf-shim: error: in 'places': insn 4: an access to the stack outside the frame, at r10-4
# CHECK-NEXT: bpf-shim: error: in 'places': insn 5: a misaligned access to the stack, of 4 bytes at r10-14
# CHECK-NEXT: bpf-shim: error: in 'places': insn 6: an access to the stack outside the frame, at r10+0
# CHECK-NOT: {{.}}
