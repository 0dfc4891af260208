// mistake: a global function has an argument of which the verifier does not know what it points to
// line: none
// kind: global-type
// reason: argument 0 of a global function, counted from 0, points to what has no known size: FWD unknown
// help: make the function static, or let it take a pointer to a whole struct
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct unknown;

#ifdef MENDED
static
#endif
__attribute__((noinline)) long take(struct unknown *what)
{
	return what != 0; 
}

SEC("xdp")
int prog(struct xdp_md *ctx)
{
	return take(0) & 1;
}
