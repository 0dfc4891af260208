// mistake: code that no way leads to
// kind: unreachable
// reason: no way leads to this instruction
// help: remove the code; after a function that does not return, compilers leave some
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int prog(struct xdp_md *ctx)
{
#ifdef MENDED
	asm volatile("goto +0");
#else
	asm volatile("goto +1; r1 = 1" ::: "r1"); //~ refused
#endif
	return 2;
}
