// mistake: a part of an address on the stack is written over
// rights: bpf
// kind: spill-damaged
// reason: a part of an address on the stack is written over
// help: write all 8 bytes of the pointer, or use another variable
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, int);
	__type(value, long[4]);
} values SEC(".maps");

SEC("xdp")
int prog(struct xdp_md *ctx)
{
	int key = 0;
	long *value = bpf_map_lookup_elem(&values, &key);

	if (!value)
		return 0;
	asm volatile("*(u64 *)(r10 - 8) = %0" : : "r"(value) : "memory");
#ifndef MENDED
	asm volatile("r1 = 1; *(u8 *)(r10 - 8) = r1" : : : "r1", "memory"); //~ refused
#endif
	asm volatile("%0 = *(u64 *)(r10 - 8)" : "=r"(value) : : "memory");
	return *value;
}
