// Promise: maps defined by BTF keep it though nobody asked for it, load, and are found by programs;
// a map of maps keeps the relocations that fill it.
// REQUIRES: root-bpf
// RUN: clang -target bpf -O2 -g -c %s -o %t.o
// RUN: %h_object %t.o %t.out.o
// RUN: llvm-readelf -Wr %t.out.o | FileCheck --check-prefix=REL %s
// RUN: sh %S/Inputs/run.sh %t.out.o prog | FileCheck %s
#define IN(name) __attribute__((section(name), used))
struct inner { int (*type)[2], *key, *value, (*max_entries)[1]; };
struct inner inner IN(".maps");
struct {
	int (*type)[12], *key, (*max_entries)[1];
	struct inner *values[];
} outer IN(".maps") = {.values = {&inner}};
static void *(*lookup)(void *, const void *) = (void *)1;
IN("xdp") int prog(void *ctx)
{
	int zero = 0, *value;
	void *map = lookup(&outer, &zero);
	if (!map || !(value = lookup(map, &zero)))
		return 1;
	return (*value += 5);
}
// REL: '.rel.maps'
// REL: R_BPF_64_ABS64 {{.*}} inner
// CHECK: Return value: 5
