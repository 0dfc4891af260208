// mistake: a part of an address on the stack is read
// kind: spill-part
// reason: a part of an address on the stack is read
// help: read all 8 bytes of the pointer
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
	long *value = bpf_map_lookup_elem(&values, &key), part = 0;

	if (!value)
		return 0;
	asm volatile("*(u64 *)(r10 - 8) = %0" : : "r"(value) : "memory");
#ifdef MENDED
	part = *value;
#else
	asm volatile("%0 = *(u32 *)(r10 - 8)" : "=r"(part) : : "memory"); //~ refused
#endif
	return part & 1;
}
