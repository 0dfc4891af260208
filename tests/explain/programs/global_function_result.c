// mistake: a global function returns a pointer
// kind: global-result
// reason: the global function 'pass' returns no number
// help: let it return a number, or make it static
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

__attribute__((noinline)) struct xdp_md *pass(struct xdp_md *ctx)
{
	asm volatile("");
	return ctx;
}

SEC("xdp")
int prog(struct xdp_md *ctx)
{
#ifdef MENDED
	return ctx->rx_queue_index & 1;
#else
	return pass(ctx)->rx_queue_index & 1; //~ refused
#endif
}
