// mistake: a load of the oldest kind, in a program that has none
// kind: legacy-load
// reason: a load of the classic kind is for socket filters and programs at tc
// help: read the packet through data and data_end
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

unsigned long long load_byte(void *skb, unsigned long long off) asm("llvm.bpf.load.byte");

#ifdef MENDED
SEC("tc")
#else
SEC("xdp")
#endif
int prog(struct __sk_buff *ctx)
{
	return load_byte(ctx, 14); //~ refused
}
