/* What bound.rs does, in C, of the same header. */
#include "vmlinux.h"

#define SEC(name) __attribute__((section(name), used))
#define READ(from, path)                                                                           \
	({                                                                                         \
		__typeof__(&(from)->path) at = &(from)->path;                                      \
		u64 value = 0;                                                                     \
		probe_read_kernel(&value, sizeof(*at), at);                                        \
		value;                                                                             \
	})

static u64 (*get_current_pid_tgid)(void) = (void *)14;
static void *(*get_current_task)(void) = (void *)35;
static long (*probe_read_kernel)(void *to, u32 size, const void *from) = (void *)113;

SEC("raw_tp/sys_enter") int prog(void *ctx)
{
	struct task_struct *task = get_current_task();
	struct signal_struct *signal = (void *)READ(task, signal);
	const struct cred *cred = (void *)READ(task, cred);
	int tgid = READ(task, tgid) == get_current_pid_tgid() >> 32;
	u64 sid = __builtin_preserve_enum_value(*(enum pid_type *)PIDTYPE_SID, 1);
	u64 dev = __builtin_preserve_field_info(((struct sk_buff *)0)->dev, 0);
	u64 function = __builtin_preserve_field_info(((struct file_operations *)0)->read, 2);
	u64 rest = __builtin_preserve_field_info(((struct cgroup_bpf *)0)->inactive, 2);
	int inner = READ(signal, rlim[7].rlim_max) > 0;
	int kind = !READ(cred, uid.val) && __builtin_preserve_type_info(*(kuid_t *)0, 0);

	return tgid | (sid == 3) << 1 | (dev == 16) << 2 | function << 3 | rest << 4 | inner << 5 |
	       kind << 6;
}

char LICENSE[] SEC("license") = "GPL";
