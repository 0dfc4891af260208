// mistake: two functions that need more stack together than there is
// line: none
// kind: stack-depth
// reason: 2 functions that call each other need 800 bytes of stack together; there are 512
// help: use smaller local variables, or keep large data in a map
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#ifdef MENDED
#define SIZE 100
#else
#define SIZE 400
#endif

static __attribute__((noinline)) int inner(int n)
{
	char room[SIZE];

	asm volatile("*(u8 *)(%0 + 0) = %1" ::"r"(room), "r"(n) : "memory");
	return n;
}

SEC("xdp")
int prog(struct xdp_md *ctx)
{
	char room[SIZE];

	asm volatile("*(u8 *)(%0 + 0) = %1" ::"r"(room), "r"(1) : "memory");
	return inner(ctx->rx_queue_index);
}
