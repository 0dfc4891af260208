#define KSYM __attribute__((section(".ksyms")))
#define KCONFIG __attribute__((section(".kconfig")))
#define WEAK __attribute__((weak))

struct task_struct {
	int pid;
};
extern struct task_struct *bpf_task_from_pid(int pid) KSYM;
extern void bpf_task_release(struct task_struct *task) KSYM;
extern int bpf_no_such_function(struct task_struct *task) KSYM WEAK;
extern const void schedule KSYM;
extern const void no_such_variable KSYM WEAK;
extern unsigned LINUX_KERNEL_VERSION KCONFIG;
extern _Bool CONFIG_BPF_SYSCALL KCONFIG;
extern unsigned long CONFIG_NO_SUCH_SETTING KCONFIG WEAK;

static __attribute__((noinline)) int check(struct task_struct *task)
{
	if (bpf_no_such_function)
		return bpf_no_such_function(task);
	if (!((unsigned long)&schedule >> 63) || &no_such_variable || CONFIG_NO_SUCH_SETTING)
		return 8;
	return CONFIG_BPF_SYSCALL && LINUX_KERNEL_VERSION >> 16 >= 5 ? 42 : 9;
}

__attribute__((section("syscall"), used)) int prog(int *pid)
{
	struct task_struct *task = bpf_task_from_pid(*pid);
	int result;

	if (!task)
		return 7;
	result = check(task);
	bpf_task_release(task);
	return result;
}

char licence[] __attribute__((section("license"), used)) = "GPL";
