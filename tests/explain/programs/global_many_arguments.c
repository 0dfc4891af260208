// mistake: a global function that takes a struct
// line: none
// kind: global-type
// reason: argument 0 of the global function 'take', counted from 0, is neither a number nor a pointer
// help: pass it by its address, or make the function static
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct pair {
	int one, two;
};

#ifdef MENDED
static
#endif
__attribute__((noinline)) long take(struct pair pair)
{
	return pair.one + pair.two;
}

SEC("xdp")
int prog(struct xdp_md *ctx)
{
	struct pair pair = {1, ctx->rx_queue_index};

	return take(pair) & 1;
}
