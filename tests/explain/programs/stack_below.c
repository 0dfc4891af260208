// mistake: a write below the 512 bytes of stack that there are
// kind: stack-below
// reason: this write is at offset -520 of the stack frame, which begins at -512
// help: use smaller local variables, or keep large data in a map
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int prog(struct xdp_md *ctx)
{
#ifdef MENDED
	asm volatile("r1 = 1; *(u64 *)(r10 - 512) = r1" ::: "r1");
#else
	asm volatile("r1 = 1; *(u64 *)(r10 - 520) = r1" ::: "r1"); //~ refused
#endif
	return 2;
}
