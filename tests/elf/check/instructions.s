# Promise: each instruction of a later kernel is named with the first kernel that takes it.
# RUN: llvm-mc -triple bpfel -mcpu=v4 -filetype=obj %s -o %t.o
# RUN: %status 1 %shim --check --kernel 4.15 %t.o 2>&1 >/dev/null | FileCheck %s --match-full-lines
# RUN: %shim --check --kernel 6.15 %t.o 2>&1 >/dev/null | FileCheck %s --check-prefix=NEW --allow-empty
# NEW-NOT: {{.}}
	.section xdp,"ax",@progbits
	.globl p1, p2, p3, p4, p5, p6, p7, p8, p9
	.type p1,@function
p1:	w0 = 0
	if w0 == 1 goto +0
	exit
	.size p1, .-p1
# CHECK: bpf-shim: error: in 'p1': insn 1: a 32-bit comparison: needs Linux 5.1
	.type p2,@function
p2:	w0 = 0
	w0 s>>= 1
	w0 s>>= w0
	exit
	.size p2, .-p2
# CHECK-NEXT: bpf-shim: error: in 'p2': insn 1: a 32-bit arithmetic shift right, and 1 more: needs Linux 5.0
	.type p3,@function
p3:	r0 = 0
	if r1 == 0 goto +1
	gotol +1
	r0 = 1
	exit
	.size p3, .-p3
# CHECK-NEXT: bpf-shim: error: in 'p3': insn 2: a jump with a 32-bit distance: needs Linux 6.6
	.type p4,@function
p4:	r0 = 0
	may_goto +1
	goto -2
	exit
	.size p4, .-p4
# CHECK-NEXT: bpf-shim: error: in 'p4': insn 1: may_goto: needs Linux 6.9
# CHECK-NEXT: bpf-shim: error: in 'p4': insn 2: a loop (back to insn 1): needs Linux 5.3
	.type p5,@function
p5:	r0 = 8
	r0 s/= 2
	exit
	.size p5, .-p5
# CHECK-NEXT: bpf-shim: error: in 'p5': insn 1: a signed division: needs Linux 6.6
	.type p6,@function
p6:	r0 = 8
	r0 = (s8)r0
	r0 = addr_space_cast(r0, 0, 1)
	exit
	.size p6, .-p6
# CHECK-NEXT: bpf-shim: error: in 'p6': insn 1: a move with sign extension: needs Linux 6.6
# CHECK-NEXT: bpf-shim: error: in 'p6': insn 2: a cast between address spaces: needs Linux 6.9
	.type p7,@function
p7:	r0 = 8
	r0 = bswap16 r0
	exit
	.size p7, .-p7
# CHECK-NEXT: bpf-shim: error: in 'p7': insn 1: an unconditional byte swap: needs Linux 6.6
	.type p8,@function
p8:	r0 = 8
	*(u64 *)(r10 - 8) = r0
	r0 = *(s8 *)(r10 - 8)
	exit
	.size p8, .-p8
# CHECK-NEXT: bpf-shim: error: in 'p8': insn 2: a load with sign extension: needs Linux 6.6
	.type p9,@function
p9:	r0 = 8
	*(u64 *)(r10 - 8) = r0
	lock *(u64 *)(r10 - 8) += r0
	lock *(u64 *)(r10 - 8) |= r0
	r0 = cmpxchg_64(r10 - 8, r0, r0)
	.quad 0x00000100fff8a0db
	exit
	.size p9, .-p9
# CHECK-NEXT: bpf-shim: error: in 'p9': insn 3: an atomic operation other than an addition without result, and 1 more: needs Linux 5.12
# CHECK-NEXT: bpf-shim: error: in 'p9': insn 5: an atomic load or store with ordering: needs Linux 6.15
# CHECK-NOT: {{.}}
