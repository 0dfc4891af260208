// mistake: the context is read out of a register that a call has destroyed
// kind: register-not-written
// reason: register r1 is read, and nothing has written it on this way
// note: 'bpf_get_prandom_u32();': the value comes from here: bpf_get_prandom_u32() leaves nothing in r1 to r5
// help: give the variable a value on each way; arguments are gone after a call
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int prog(struct xdp_md *ctx)
{
	unsigned long value = 0;

	bpf_get_prandom_u32();
#ifndef MENDED
	asm volatile("%0 = r1" : "=r"(value)); //~ refused
#endif
	return value & 1;
}
