// mistake: a pointer is subtracted from a number
// kind: pointer-subtracted
// reason: an address is subtracted from a number
// note: 'unsigned long *value = bpf_map_lookup_elem(&values, &key), sum = 5;': the value comes from here: returned by bpf_map_lookup_elem()
// help: subtract numbers, or one pointer into a packet from another
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
	unsigned long *value = bpf_map_lookup_elem(&values, &key), sum = 5;

	if (!value)
		return 0;
#ifdef MENDED
	sum -= value[0];
#else
	asm volatile("%0 -= %1" : "+r"(sum) : "r"(value)); //~ refused
#endif
	return sum;
}
