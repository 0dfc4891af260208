// A damaged object is told by what is wrong with it: one field of a good one is changed at a time.
// RUN: rm -rf %t && mkdir %t && cd %t && clang -target bpf -O2 -g -c %s -o good.o
// RUN: %shim --check good.o
// RUN: python3 %S/Inputs/damage.py %shim good.o > out && FileCheck %s --match-full-lines < out
#define SEC(n) __attribute__((section(n), used))
struct { int (*type)[2]; int *key; long *value; int (*max_entries)[1]; } counts SEC(".maps");
int seen;
static void *(*const lookup)(void *, const void *) = (void *)1;
SEC("xdp") int prog(void *ctx)
{
	int key = 0;
	long *n = lookup(&counts, &key);
	if (n)
		*n += 1;
	seen++;
	return 2;
}
char _license[] SEC("license") = "GPL";
// CHECK: class: status 3: bpf-shim: error: bad.o: is a 32-bit ELF file, BPF objects have 64 bits
// CHECK-NEXT: type: status 3: bpf-shim: error: bad.o: is not relocatable (ELF type 2)
// CHECK-NEXT: name of a section: status 3: bpf-shim: error: bad.o: section {{[0-9]+}} has no readable name
// CHECK-NEXT: alignment: status 3: bpf-shim: error: bad.o: section 'xdp' has an odd alignment
// CHECK-NEXT: offset: status 3: bpf-shim: error: bad.o: section 'xdp' reaches over the end of the file
// CHECK-NEXT: size: status 3: bpf-shim: error: bad.o: section '.bss' is larger than 4 GiB
// CHECK-NEXT: name of a symbol: status 3: bpf-shim: error: bad.o: symbol {{[0-9]+}} has no readable name
// CHECK-NEXT: section of a symbol: status 3: bpf-shim: error: bad.o: symbol 'prog' lies in section 28672, which does not exist
// CHECK-NEXT: value of a symbol: status 3: bpf-shim: error: bad.o: symbol 'prog' lies outside its section
// CHECK-NEXT: second symbol table: status 3: bpf-shim: error: bad.o: has more than one symbol table
// CHECK-NEXT: target of relocations: status 3: bpf-shim: error: bad.o: '.relxdp' belongs to a section that does not exist
// CHECK-NEXT: relocation: status 3: bpf-shim: error: bad.o: relocation 0 of section 'xdp' is out of range
// CHECK-NEXT: kind of relocations: status 1: bpf-shim: error: bad.o: section 'xdp' has relocations of type RELA, which loaders skip
// CHECK-NEXT: place of a relocation: status 1: bpf-shim: error: bad.o: a relocation in section 'xdp' is not at an instruction / {{.*}}
// CHECK-NEXT: instruction of a relocation: status 1: bpf-shim: error: {{.*}}: in 'prog': insn 0: has a relocation, but is neither a call of a function nor a 64-bit load
// CHECK-NEXT: two relocations: status 1: bpf-shim: error: {{.*}}: in 'prog': insn {{[0-9]+}}: has two relocations
// CHECK-NEXT: size of a function: status 3: bpf-shim: error: bad.o: function 'prog' is no whole number of instructions
// CHECK-NEXT: magic number of BTF: status 3: bpf-shim: error: bad.o: section '.BTF' cannot be read: its header is not that of version 1
// CHECK-NEXT: kind of a type: status 3: bpf-shim: error: bad.o: section '.BTF' cannot be read: type kind 31 is not known
// CHECK-NEXT: magic number of BTF.ext: status 3: bpf-shim: error: bad.o: section '.BTF.ext' cannot be read: its header is not that of version 1
