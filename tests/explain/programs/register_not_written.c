// mistake: a register is read that nothing has written
// kind: register-not-written
// reason: register r7 is read, and nothing has written it on this way
// help: give the variable a value on each way; arguments are gone after a call
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int prog(struct xdp_md *ctx)
{
	unsigned long value;

#ifdef MENDED
	asm volatile("r7 = 1" ::: "r7");
#endif
	asm volatile("%0 = r7" : "=r"(value)); //~ refused
	return value & 1;
}
