// mistake: a jump leaves the program
// kind: jump-range
// reason: this jump leads to instruction 101, which the function does not have
// help: let jumps lead only to labels of the same function
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int prog(struct xdp_md *ctx)
{
#ifndef MENDED
	asm volatile("goto +100"); //~ refused
#endif
	return 0;
}
