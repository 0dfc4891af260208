// mistake: the lower half of an address is calculated with
// kind: pointer-narrow
// reason: an address is calculated with as a number of 32 bits
// note: 'long *value = bpf_map_lookup_elem(&values, &key);': the value comes from here: returned by bpf_map_lookup_elem()
// help: keep addresses in pointers or usize
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
#ifdef MENDED
	value += 1;
#else
	asm volatile("r1 = %0; w1 += 8; %0 = r1" : "+r"(value) : : "r1"); //~ refused
#endif
	return *value;
}
