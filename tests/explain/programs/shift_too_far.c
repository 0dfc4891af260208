// mistake: assembly shifts by 64
// kind: far-shift
// reason: the shift is by 64 bits, which are all or more
// help: shift by fewer bits than the value has
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
__attribute__((naked)) int prog(void)
{
#ifdef MENDED
	asm volatile("r0 = 1\nr0 <<= 6\nr0 = 1\nexit");
#else
	asm volatile("r0 = 1\nr0 <<= 64\nr0 = 1\nexit"); //~ refused
#endif
}
