// mistake: a global function returns an address
// kind: global-result
// reason: a global function returns a map's value, or null, and not a number
// note: 'long *value = bpf_map_lookup_elem(&values, &key);': the value comes from here: returned by bpf_map_lookup_elem()
// help: return a number, or make the function static
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, int);
	__type(value, long[4]);
} values SEC(".maps");

__attribute__((noinline)) long find(int key)
{
	long *value = bpf_map_lookup_elem(&values, &key);

#ifdef MENDED
	return value ? *value : 0;
#else
	return (long)value; //~ refused
#endif
}

SEC("xdp")
int prog(struct xdp_md *ctx)
{
	return find(ctx->rx_queue_index) & 1;
}
