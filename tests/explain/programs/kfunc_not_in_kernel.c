// mistake: a function is called that this kernel has not
// line: none
// kind: kfunc-missing
// reason: a function of the kernel is called that this kernel does not have
// help: declare it 'weak' in ksyms!, and ask with get() whether it is there
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>

char _license[] SEC("license") = "GPL";

extern void bpf_no_such_function(void) __ksym __weak;

SEC("tp_btf/sched_switch")
int prog(void *ctx)
{
#ifdef MENDED
	if (bpf_no_such_function)
#endif
		bpf_no_such_function();
	return 0;
}
