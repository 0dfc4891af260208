/* A part in C whose types have the names of those of beside_c.rs, and other layouts. */
struct task_struct {
	int pid;
	int tgid;
	struct task_struct *real_parent;
} __attribute__((preserve_access_index));
enum pid_type {
	PIDTYPE_SID = 55,
	PIDTYPE_PID = 66
};

static long (*bpf_probe_read_kernel)(void *to, unsigned size, const void *from) = (void *)113;

int c_tgid(struct task_struct *task)
{
	int tgid = 0;

	bpf_probe_read_kernel(&tgid, sizeof(tgid), &task->tgid);
	return tgid;
}

int c_parent(struct task_struct *task)
{
	struct task_struct *parent = 0;

	bpf_probe_read_kernel(&parent, sizeof(parent), &task->real_parent);
	return c_tgid(parent);
}

unsigned c_offsets(void)
{
	struct task_struct *task = 0;

	return __builtin_preserve_field_info(task->pid, 0) << 16 |
	       __builtin_preserve_field_info(task->tgid, 0);
}

unsigned c_sid(void)
{
	return __builtin_preserve_enum_value(*(enum pid_type *)PIDTYPE_SID, 1);
}
