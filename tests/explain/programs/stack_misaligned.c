// mistake: four bytes at an odd address of the stack
// kind: misaligned
// reason: an access of 4 bytes is not at a multiple of 4 on the stack
// help: do not cast pointers to bytes into pointers to wider types: use from_ne_bytes()
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int prog(struct xdp_md *ctx)
{
#ifdef MENDED
	asm volatile("r1 = 1; *(u32 *)(r10 - 8) = r1" ::: "r1");
#else
	asm volatile("r1 = 1; *(u32 *)(r10 - 7) = r1" ::: "r1"); //~ refused
#endif
	return 2;
}
