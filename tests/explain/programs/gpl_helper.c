// mistake: a helper for programs under the GPL, in one that is not
// kind: helper-gpl
// reason: only programs under the GPL may call bpf_trace_printk()
// help: set the license to "GPL" or "Dual MIT/GPL", or do without the helper
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char _license[] SEC("license") =
#ifdef MENDED
	"GPL";
#else
	"Proprietary";
#endif

SEC("kprobe/do_nanosleep")
int prog(void *ctx)
{
	char text[] = "hello";

	bpf_trace_printk(text, sizeof(text)); //~ refused
	return 0;
}
