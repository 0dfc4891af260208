// mistake: a field of the kernel's struct that this kernel's has not
// kind: core-missing
// reason: this kernel's types do not have what is accessed here: task_struct.no_such_field
// help: ask before, with field_exists! or type_exists!, and do without on kernels that lack it
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>

char _license[] SEC("license") = "GPL";

struct task_struct {
	int no_such_field;
} __attribute__((preserve_access_index));

SEC("tp_btf/sched_switch")
int prog(unsigned long long *ctx)
{
	struct task_struct *task = (void *)ctx[1];

#ifdef MENDED
	if (!bpf_core_field_exists(task->no_such_field))
		return 0;
#endif
	return task->no_such_field; //~ refused
}
