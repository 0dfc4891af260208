// mistake: a callback that other files may call
// kind: callback-static
// reason: a callback is a global function
// help: make it static
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#ifdef MENDED
static
#endif
__attribute__((noinline)) long each(unsigned int round, void *data)
{
	return round > 3;
}

SEC("xdp")
int prog(struct xdp_md *ctx)
{
	return bpf_loop(8, each, 0, 0); //~ refused
}
