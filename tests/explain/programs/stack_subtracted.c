// mistake: a number is subtracted from the address of the stack
// kind: stack-subtracted
// reason: a number is subtracted from the address of a variable on the stack
// help: use an index from the variable's start, which is added
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int prog(struct xdp_md *ctx)
{
	unsigned long place = 0, index = ctx->rx_queue_index & 7;

#ifdef MENDED
	asm volatile("r1 = r10; r1 += -16; *(u64 *)(r1 + 0) = 1; %0 = *(u64 *)(r1 + 0)" : "+r"(place) : : "r1");
#else
	asm volatile("r1 = r10; r2 = 8; r1 -= r2; %0 = *(u64 *)(r1 + 0)" : "+r"(place) : : "r1", "r2"); //~ refused
#endif
	return place + index;
}
