// mistake: a global function whose argument may not be null gets what may be null
// kind: global-null
// reason: a global function that wants a pointer gets what may be null as argument 0, counted from 0
// note: 'long *value = bpf_map_lookup_elem(&values, &key);': the value comes from here: returned by bpf_map_lookup_elem()
// help: return when it is null, before the call
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, int);
	__type(value, long[4]);
} values SEC(".maps");

__attribute__((noinline)) long take(long *value __attribute__((btf_decl_tag("arg:nonnull"))))
{
	return *value;
}

SEC("xdp")
int prog(struct xdp_md *ctx)
{
	int key = ctx->rx_queue_index;
	long *value = bpf_map_lookup_elem(&values, &key);

#ifdef MENDED
	if (!value)
		return 0;
#endif
	return take(value) & 1; //~ refused
}
