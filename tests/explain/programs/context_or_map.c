// mistake: one instruction reads the context on one way, and a map's value on another
// kind: context-or-map
// reason: this instruction accesses the context on one way here, and other memory on another
// help: read the value on each way by itself, with read_volatile()
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char _license[] SEC("license") = "GPL";

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, int);
	__type(value, int[8]);
} values SEC(".maps");

SEC("xdp")
int prog(struct xdp_md *ctx)
{
	int key = 0, result;
	void *value = bpf_map_lookup_elem(&values, &key);

	if (!value)
		return 0;
#ifdef MENDED
	if (ctx->rx_queue_index & 1)
		asm volatile("%0 = *(u32 *)(%1 + 12)" : "=r"(result) : "r"(value));
	else
		asm volatile("%0 = *(u32 *)(%1 + 12) // the context" : "=r"(result) : "r"(ctx));
#else
	void *from = ctx->rx_queue_index & 1 ? value : ctx;

	asm volatile("%0 = *(u32 *)(%1 + 12)" : "=r"(result) : "r"(from)); //~ refused
#endif
	return result & 1;
}
