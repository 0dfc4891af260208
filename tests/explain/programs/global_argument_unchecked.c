// mistake: a global function uses its argument without a comparison with null
// kind: null-pointer
// reason: this may be null: nothing has compared it with null
// help: return when it is null: 'if let Some(value)', or is_null(), on this very pointer
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct pair {
	long one, two;
};

__attribute__((noinline)) long take(struct pair *pair)
{
#ifdef MENDED
	if (!pair)
		return 0;
#endif
	return pair->two; //~ refused
}

SEC("xdp")
int prog(struct xdp_md *ctx)
{
	struct pair pair = {1, ctx->rx_queue_index};

	return take(&pair) & 1;
}
