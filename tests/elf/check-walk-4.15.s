# Promise: --check warns of what old verifiers lose: the bounds of a number behind an exclusive or, a
# subtraction, an arithmetic shift, a variable shift, and in a spilled register; and of keys that lie in a map.
# A mask in front of the access is enough.
# An object has one warning of a kind: each program is one.
# RUN: llvm-mc --defsym part=1 -triple bpfel -filetype=obj %s -o %t.1.o
# RUN: llvm-mc --defsym part=2 -triple bpfel -filetype=obj %s -o %t.2.o
# RUN: llvm-mc --defsym part=3 -triple bpfel -filetype=obj %s -o %t.3.o
# RUN: llvm-mc --defsym part=4 -triple bpfel -filetype=obj %s -o %t.4.o
# RUN: %shim --check --kernel=4.15 %t.1.o %t.2.o %t.3.o %t.4.o 2>&1 | FileCheck %s
# RUN: %shim --check --kernel=6.12 %t.1.o %t.2.o %t.3.o %t.4.o 2>&1 | FileCheck %s --check-prefix=NEW
	.macro program name
	.globl \name
	.type \name,@function
\name:
	r6 = *(u32 *)(r1 + 12)
	r7 = *(u32 *)(r1 + 16)
	r6 &= 15
	r7 &= 3
	r1 = 0
	*(u32 *)(r10 - 4) = r1
	r2 = r10
	r2 += -4
	r1 = table ll
	call 1
	if r0 == 0 goto end_\name
	.endm
	.macro finish name
end_\name:
	r0 = 2
	exit
	.size \name, .-\name
	.endm
	.macro use
	r0 += r6
	r1 = *(u8 *)(r0 + 0)
	.endm
	.section xdp,"ax",@progbits
	.if part == 1
	program by_xor
	r6 ^= 5
	use
	finish by_xor
# CHECK: in 'by_xor': insn 13: the verifier of Linux 4.15 probably sees no bounds of this offset
# CHECK-NEXT: help: mask or compare the index just before it is used
	.elseif part == 2
	program by_shift
	r6 s>>= 1
	use
	finish by_shift
# CHECK: in 'by_shift': insn 13: the verifier of Linux 4.15 probably sees
	.elseif part == 3
	program by_variable_shift
	r6 >>= r7
	use
	finish by_variable_shift
# CHECK: in 'by_variable_shift': insn 13: the verifier of Linux 4.15 probably sees
	.elseif part == 4
	program by_spill
	*(u64 *)(r10 - 16) = r6
	r6 = *(u64 *)(r10 - 16)
	use
	finish by_spill
# CHECK: in 'by_spill': insn 14: the verifier of Linux 4.15 probably sees
	program masked
	r6 ^= 5
	r6 &= 15
	use
	finish masked
# CHECK-NOT: in 'masked'
	program outside
	r6 <<= 1
	use
	finish outside
# CHECK: in 'outside': insn 14: the verifier of Linux 4.15 probably sees no bounds that keep this access inside the map's value
# CHECK-NEXT: help: mask or compare the index just before it is used
	program key_in_map
	r2 = r0
	r1 = table ll
	call 1
	finish key_in_map
	.endif
# CHECK: in 'key_in_map': insn 15: a helper's key or value lies in a map: needs Linux 4.18
# CHECK-NEXT: help: copy it into a local variable first
# NEW-NOT: in 'by_xor'
# NEW: in 'by_variable_shift': insn 13: the verifier of Linux 6.12 probably sees no bounds of this offset
# NEW: in 'outside': insn 14: the verifier of Linux 6.12 probably sees no bounds that keep this access inside
# NEW-NOT: warning
	.section maps,"aw",@progbits
	.globl table
	.type table,@object
table:
	.long 2, 4, 16, 1, 0
	.size table, .-table
