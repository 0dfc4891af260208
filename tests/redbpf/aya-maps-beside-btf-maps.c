// Promise: a map in aya's section maps/NAME beside one in .maps, and a program KIND/NAME, are no RedBPF: nothing is said
// of them, and both maps stay, whether bpf-shim links them or only checks what clang has made.
// RUN: clang -target bpf -O2 -g -emit-llvm -c %s -o %t.bc && %shim %t.bc -o %t.o 2>&1 | count 0
// RUN: clang -target bpf -O2 -g -c %s -o %t.clang.o && %shim --check %t.clang.o && not %shim --check --layout=redbpf %t.clang.o 2>&1 | FileCheck %s --check-prefix=ASKED
// RUN: llvm-readelf -SW %t.o | FileCheck %s
// ASKED: error: {{.*}}: RedBPF's loader takes no maps in section '.maps'
// CHECK-DAG: maps/words
// CHECK-DAG: .maps
// CHECK-DAG: kprobe/vfs_write
typedef unsigned int u32;
typedef unsigned long u64;

struct words {
	u32 kind, key, value, entries, flags, id, pinning;
};

__attribute__((section("maps/words"), used)) struct words words = {1, 4, 4, 32, 0, 0, 0};

struct {
	int (*type)[2];
	u32 *key;
	u64 *value;
	int (*max_entries)[2];
} totals __attribute__((section(".maps"), used));

static void *(*lookup)(void *map, const void *key) = (void *)1;

__attribute__((section("kprobe/vfs_write"), used)) int writes(void *context)
{
	u32 key = 1;
	u64 *total = lookup(&totals, &key);
	if (total)
		*total += 2;
	return !lookup(&words, &key);
}

char LICENSE[] __attribute__((section("license"))) = "GPL";
