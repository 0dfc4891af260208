// mistake: a function calls itself
// line: none
// kind: call-depth
// reason: calls are more than 8 functions deep; 8 are allowed
// help: let functions be inlined, without inline(never) and --subprograms; use a loop where one calls itself
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

__attribute__((noinline)) static int count(struct xdp_md *ctx, int depth)
{
	if (depth > 2)
		return ctx->rx_queue_index;
#ifdef MENDED
	return depth;
#else
	return count(ctx, depth + 1) + ctx->ingress_ifindex;
#endif
}

SEC("xdp")
int prog(struct xdp_md *ctx)
{
	return count(ctx, 0) & 1;
}
