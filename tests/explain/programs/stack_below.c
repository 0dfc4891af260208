// mistake: a write below the 512 bytes of stack that there are
// kind: stack-bounds
// reason: would write 8 bytes from offset -520 of the stack frame, which ends at 0
// help: pass the size of the variable, with size_of_val()
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
