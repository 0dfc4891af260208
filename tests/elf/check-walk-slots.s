# Promise: the estimate of a walk knows what the verifier remembers of numbers on the stack. Since 6.8 it asks for
# precision only of what was spilled as a register: 'bytes' stores in the upper half of a slot, and its sixteen
# unknown bits decide nothing. Since 6.9 a spill is linked to its register: 'linked' counts down from what it fills,
# which is not zero. (Linux 6.18 walked 127 and 100.)
# RUN: llvm-mc --defsym part=1 -triple bpfel -filetype=obj %s -o %t.bytes.o
# RUN: llvm-mc --defsym part=2 -triple bpfel -filetype=obj %s -o %t.linked.o
# RUN: %shim --check --kernel=6.18 --json %t.bytes.o %t.linked.o | FileCheck %s
# CHECK: "name":"bytes"{{.*}}"walked":127}
# CHECK: "name":"linked"{{.*}}"walked":100}
# RUN: %shim --check --kernel=6.7 --json %t.bytes.o | FileCheck %s --check-prefix=TRACED
# TRACED: "walked":524288}
# RUN: %shim --check --kernel=6.7 %t.bytes.o %t.linked.o 2>&1 | FileCheck %s --check-prefix=OLD
# OLD: warning: {{.*}}in 'linked': the verifier probably
	.section xdp,"ax",@progbits
	.if part == 1
	.globl bytes
	.type bytes,@function
bytes:
	r2 = *(u32 *)(r1 + 12)
	r0 = 0
	.rept 16
	r0 <<= 1
	r2 >>= 1
	if r2 & 1 goto +1
	r0 |= 1
	.endr
	*(u32 *)(r10 - 4) = r0
	r0 = *(u32 *)(r10 - 4)
	r0 &= 15
	if r0 > 20 goto +0
	exit
	.size bytes, .-bytes
	.else
	.globl linked
	.type linked,@function
linked:
	r6 = *(u32 *)(r1 + 12)
	r6 &= 31
	*(u64 *)(r10 - 8) = r6
	if r6 == 0 goto end
	r6 = *(u64 *)(r10 - 8)
loop:
	r6 += -1
	if r6 != 0 goto loop
end:
	r0 = 2
	exit
	.size linked, .-linked
	.endif
