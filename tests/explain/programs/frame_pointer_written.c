// mistake: the frame pointer is moved
// kind: frame-pointer
// reason: the frame pointer is written
// help: leave r10 alone: the kernel sets it
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int prog(struct xdp_md *ctx)
{
#ifndef MENDED
	asm volatile("r10 += -8"); //~ refused
#endif
	return 2;
}
