// mistake: a type whose name the kernel does not take, in BTF that nobody has mended
// refused: BTF
// line: none
// kind: btf-name
// reason: the kernel does not take 'Option<unsigned int>' for the name of a type in the object's BTF
// help: link with bpf-shim, which renames such types
#include <linux/bpf.h>

#ifdef MENDED
#define Option Option_u32
struct Option {
	unsigned value, some;
};
Option state __attribute__((section(".data")));
#else
template <typename T> struct Option {
	T value;
	unsigned some;
};
Option<unsigned> state __attribute__((section(".data")));
#endif

extern "C" __attribute__((section("xdp"), used)) int prog(struct xdp_md *ctx)
{
	return (ctx->rx_queue_index + state.some) & 1;
}
