// mistake: a tail call in a function whose callers need much stack
// line: none
// kind: tail-call-depth
// reason: the callers of a function with a tail call need 320 bytes of stack; there may be 255
// help: use smaller local variables, or keep large data in a map
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char _license[] SEC("license") = "GPL";

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 1);
	__type(key, int);
	__type(value, int);
} next SEC(".maps");

#ifdef MENDED
#define BYTES 64
#else
#define BYTES 320
#endif

static __attribute__((noinline)) int jump(struct xdp_md *ctx)
{
	volatile int key = 0;

	bpf_tail_call(ctx, &next, key);
	return 0;
}

SEC("xdp")
int prog(struct xdp_md *ctx)
{
	volatile char bytes[BYTES] = {};

	bytes[ctx->rx_queue_index & 31] = 1;
	return jump(ctx) + bytes[3];
}
