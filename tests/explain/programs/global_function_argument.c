// mistake: a global function gets a pointer that may be null
// kind: global-argument
// reason: a call of the global function 'take' passes what its types do not promise
// help: make the function static, or check the argument as its type says
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, int);
	__type(value, long);
} numbers SEC(".maps");

__attribute__((noinline)) int take(struct xdp_md *ctx)
{
	return ctx->rx_queue_index & 1;
}

SEC("xdp")
int prog(struct xdp_md *ctx)
{
	int key = 0;
	void *number = bpf_map_lookup_elem(&numbers, &key);

#ifdef MENDED
	number = ctx;
#endif
	return take(number); //~ refused
}
