// Promise: maps that are local, which loaders refuse or mix up, are named.
// RUN: clang -target bpf -O2 -g -c %s -o %t.o
// RUN: not %h_object %t.o %t.out.o 2>&1 | FileCheck %s
#define IN(name) __attribute__((section(name), used))
static struct { int (*type)[2], *key, *value, (*max_entries)[1]; } defined IN(".maps");
static struct { int type, key, value, entries, flags; } legacy IN("maps") = {2, 4, 4, 1};
static void *(*lookup)(void *, const void *) = (void *)1;
IN("xdp") int prog(void *ctx)
{
	int zero = 0;
	return lookup(&defined, &zero) || lookup(&legacy, &zero);
}
// CHECK: map 'defined' is local: loaders take only global ones
// CHECK-NEXT: help: give the map #[unsafe(no_mangle)]
// CHECK: check-local-maps.c:11:9: in 'prog': insn {{.*}} refers to a local map: loaders find maps by global symbols
// CHECK: check-local-maps.c:11:36: in 'prog': insn {{.*}} refers to a local map: loaders find maps by global symbols
