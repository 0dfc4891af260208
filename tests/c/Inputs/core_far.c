struct task_struct {
	int pid;
	int tgid;
} __attribute__((preserve_access_index));
struct list_head {
	void *next;
};

unsigned far_exists(void)
{
	return __builtin_preserve_type_info(*(struct list_head *)0, 0);
}
unsigned far_size(void)
{
	return __builtin_preserve_type_info(*(struct list_head *)0, 1);
}
unsigned far_pid(void)
{
	return __builtin_preserve_field_info(((struct task_struct *)0)->pid, 0);
}
unsigned far_tgid(void)
{
	return __builtin_preserve_field_info(((struct task_struct *)0)->tgid, 0);
}
