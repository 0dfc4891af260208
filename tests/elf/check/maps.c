// Promise: types and flags of maps are known by BTF, with the first kernel of each; the object needs
// what its maps need, whether a program uses them or not.
// RUN: clang -target bpf -g -O2 -c %s -o %t.o
// RUN: %status 1 %shim --check --kernel 5.1 %t.o 2>&1 >/dev/null | FileCheck %s --match-full-lines
// RUN: %shim --check --kernel 6.2 %t.o 2>&1 | FileCheck %s --check-prefix=PAGE
#define NUMBER(name, value) int(*name)[value]
typedef struct {
	NUMBER(type, 27);
	NUMBER(max_entries, 4096);
} ring;
__attribute__((section(".maps"), used)) ring events;
// CHECK: bpf-shim: error: {{.*}}.o: map 'events' is of type 27, ringbuf: needs Linux 5.8
struct {
	NUMBER(type, 2);
	NUMBER(key_size, 4);
	NUMBER(value_size, 8);
	NUMBER(max_entries, 1);
	NUMBER(map_flags, 1 << 10);
} mapped __attribute__((section(".maps"), used));
// CHECK-NEXT: bpf-shim: error: {{.*}}.o: map 'mapped' has flags 0x400: needs Linux 5.5
struct {
	NUMBER(type, 32);
	NUMBER(map_flags, 1);
	int *key;
	long *value;
} storage __attribute__((section(".maps"), used));
// CHECK-NEXT: bpf-shim: error: {{.*}}.o: map 'storage' is of type 32, cgrp_storage: needs Linux 6.2
struct {
	NUMBER(type, 1);
	NUMBER(max_entries, 1);
	int *key;
	long *value;
} counts __attribute__((section(".maps"), used));
// CHECK-NOT: {{.}}
__attribute__((section("xdp"))) int prog(void *ctx)
{
	return 2;
}
// PAGE: 'prog' in section 'xdp', 2 instructions: fits Linux 6.2 and later
// PAGE-NEXT: {{^}}    map 'events' is of type 27, ringbuf: needs Linux 5.8{{$}}
