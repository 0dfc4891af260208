// mistake: more functions call each other than the kernel allows
// kind: call-depth
// reason: calls are 9 functions deep; 8 are allowed
// help: let functions be inlined: without inline(never) and --subprograms
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define NEXT(name, next)                                                                           \
	static __attribute__((noinline)) int name(volatile int *n)                                 \
	{                                                                                          \
		*n += 1;                                                                           \
		return next(n) + *n;                                                               \
	}
static __attribute__((noinline)) int last(volatile int *n)
{
	*n += 1;
	return *n;
}
NEXT(f1, last) //~ refused
NEXT(f2, f1)
NEXT(f3, f2)
NEXT(f4, f3)
NEXT(f5, f4)
NEXT(f6, f5)
NEXT(f7, f6)

SEC("xdp")
int prog(struct xdp_md *ctx)
{
	volatile int n = 0;

#ifdef MENDED
	return f6(&n);
#else
	return f7(&n);
#endif
}
