# The check names each thing that RedBPF's loader refuses, panics on, or takes for something else.
# RUN: llvm-mc -triple bpfel -filetype=obj %s -o %t.o
# RUN: not %shim --check --layout redbpf %t.o 2>&1 | FileCheck -DF=%t.o %s

# CHECK:      the maps in section '.maps' need BTF that describes them, and there is none
# CHECK-NEXT: help
# CHECK-NEXT: error: [[F]]: RedBPF's loader does not take section 'xdp' for a program
# CHECK-NEXT: help: name it KIND/NAME, as in "xdp/my_program"
# CHECK-NEXT: error: [[F]]: section 'xdp/two' holds 2 functions, and RedBPF's loader takes it for one program
# CHECK-NEXT: help: give each program a section of its own
# CHECK-NEXT: error: [[F]]: the kernel does not accept this name for a program: 'vfs-read'
# CHECK-NEXT: error: [[F]]: section 'maps/two' has to hold one global variable, the map
# CHECK-NEXT: help: give the map #[unsafe(no_mangle)] and a section of its own
# CHECK-NEXT: error: [[F]]: section 'maps/local' has to hold one global variable, the map
# CHECK-NEXT: help
# CHECK-NEXT: error: [[F]]: the map in section 'maps/short' has 16 bytes, a definition has 20
# CHECK-NEXT: error: [[F]]: 'short_too' in section 'maps' is not a map definition
# CHECK-NEXT: error: [[F]]: section 'version' is not aligned to 4 bytes
# CHECK-NEXT: error: [[F]]: section '.rodata' is empty, and the kernel refuses a map of size 0
# CHECK-NEXT: error: [[F]]: section '.bss' has no bytes in the file, where RedBPF's loader reads them
# CHECK-NEXT: error: [[F]]: RedBPF's loader takes no maps in section '.maps'
# CHECK-NEXT: help: put each map into a section of its own, as in "maps/counts"
# CHECK-NEXT: error: [[F]]: section 'xdp/calls' is not aligned to 4 bytes
# CHECK-NEXT: error: in 'calls': insn 0: refers to a function, and RedBPF's loader knows only maps and data
# CHECK-NEXT: error: in 'calls': insn 1: refers to 'my_data' in section 'mine', which loaders make no map of
# CHECK-NOT:  error

	.macro program section, name
	.section \section,"ax",@progbits
	.globl \name
	.type \name,@function
\name:
	r0 = 0
	exit
	.size \name, .-\name
	.endm
	.macro map section, name, size
	.section \section,"aw",@progbits
	.globl \name
	.type \name,@object
\name:	.long 2
	.zero \size - 4
	.size \name, \size
	.endm

	program xdp, bare
	program xdp/two, first
	program xdp/two, second
	program kprobe/vfs-read, vfs_read
	program socketfilter/fine, fine
	map maps/fine, fine_map, 20
	map maps/two, one, 20
	map maps/two, another, 20
	.section maps/local,"aw",@progbits
	.type local,@object
local:	.long 2
	.zero 16
	.size local, 20
	map maps/short, short, 16
	map maps, long_enough, 28
	map maps, short_too, 16
	.section license,"a",@progbits
	.ascii "GPL\0"
	.section odd,"a",@progbits
	.byte 1
	.section version,"a",@progbits
	.long 0xfffffffe
	.section .rodata,"a",@progbits
	.bss
	.zero 4
	.section .maps,"aw",@progbits
	.globl btf_map
	.type btf_map,@object
btf_map: .zero 32
	.size btf_map, 32
	.section mine,"aw",@progbits
	.globl my_data
	.type my_data,@object
my_data: .quad 1
	.size my_data, 8
	.section xdp/calls,"ax",@progbits
	.globl calls
	.type calls,@function
calls:
	call sub
	r1 = my_data ll
	r1 = fine_map ll
	r0 = 0
	exit
	.size calls, .-calls
	.text
	.type sub,@function
sub:
	r0 = 0
	exit
	.size sub, .-sub
