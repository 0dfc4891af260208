// mistake: a task that was found through another one, and may be gone
// kind: kfunc-not-trusted
// reason: bpf_task_acquire() gets a pointer to what may be gone already
// note: 'task = task->last_wakee;': the value comes from here: read from a pointer of the kernel's: a pointer of the kernel's
// help: pass a pointer as the kernel gave it, not one that was read through another
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>

char _license[] SEC("license") = "GPL";

struct task_struct {
	struct task_struct *last_wakee;
} __attribute__((preserve_access_index));
extern struct task_struct *bpf_task_acquire(struct task_struct *task) __ksym;
extern void bpf_task_release(struct task_struct *task) __ksym;

SEC("tp_btf/sched_switch")
int prog(unsigned long long *ctx)
{
	struct task_struct *task = (void *)ctx[1];

#ifndef MENDED
	task = task->last_wakee;
#endif
	task = bpf_task_acquire(task); //~ refused
	if (task)
		bpf_task_release(task);
	return 0;
}
