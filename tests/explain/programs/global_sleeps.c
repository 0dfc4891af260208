// mistake: a global function that may sleep is called while RCU is locked
// kind: global-sleeps
// reason: a global function is called that may sleep, where nothing may
// help: make the function static, or call it where RCU is not locked, preemption is enabled and no lock is held
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

extern void bpf_rcu_read_lock(void) __ksym;
extern void bpf_rcu_read_unlock(void) __ksym;
char _license[] SEC("license") = "GPL";

__attribute__((noinline)) int copy(int size)
{
	char text[8];

	return bpf_copy_from_user(text, 8, (void *)(long)size);
}

SEC("syscall")
int prog(void *ctx)
{
	int result;

#ifndef MENDED
	bpf_rcu_read_lock();
#endif
	result = copy(8); //~ refused
#ifndef MENDED
	bpf_rcu_read_unlock();
#endif
	return result;
}
