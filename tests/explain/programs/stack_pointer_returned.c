// mistake: a function returns the address of its own variable
// kind: leak-stack
// reason: the function returns the address of its own variable, which is gone then
// help: return the value, or write it where the caller says
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char _license[] SEC("license") = "GPL";

static __attribute__((noinline)) volatile int *find(volatile int *given)
{
#ifdef MENDED
	return given;
#else
	volatile int *own;

	asm volatile("%0 = r10\n%0 += -8\n*(u64 *)(r10 - 8) = %1" : "=r"(own) : "r"(0ull));
	return own; //~ refused
#endif
}

SEC("xdp")
int prog(struct xdp_md *ctx)
{
	volatile int given = 1;

	return *find(&given) & 1;
}
