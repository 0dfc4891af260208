// mistake: assembly divides by the number 0
// kind: zero-divisor
// reason: the divisor is the constant 0
// help: divide by another number
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
__attribute__((naked)) int prog(void)
{
#ifdef MENDED
	asm volatile("r0 = 1\nr0 /= 2\nr0 = 1\nexit");
#else
	asm volatile("r0 = 1\nr0 /= 0\nr0 = 1\nexit"); //~ refused
#endif
}
