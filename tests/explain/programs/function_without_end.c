// mistake: a function runs over its end
// line: none
// kind: falls-off
// reason: the function runs over its end
// help: let each way end with a return
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
__attribute__((naked)) int prog(struct xdp_md *ctx)
{
#ifdef MENDED
	asm volatile("r0 = 2; exit");
#else
	asm volatile("r0 = 2");
#endif
}
