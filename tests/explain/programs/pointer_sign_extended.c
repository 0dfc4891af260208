// mistake: an address is sign-extended
// rights: bpf
// kind: pointer-narrow
// reason: an address is sign-extended
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
	long half;

	if (!value)
		return 0;
#ifdef MENDED
	half = *value;
#else
	asm volatile("%0 = (s32)%1" : "=r"(half) : "r"(value)); //~ refused
#endif
	return half & 1;
}
