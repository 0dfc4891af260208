struct task_struct {
	int pid;
	int tgid;
} __attribute__((preserve_access_index));

int far_and_near(void)
{
	unsigned pid = __builtin_preserve_field_info(((struct task_struct *)0)->pid, 0);
	unsigned tgid = __builtin_preserve_field_info(((struct task_struct *)0)->tgid, 0);
	return tgid - pid == 4 && pid > 100;
}

__attribute__((section("xdp"), used)) int prog(void *ctx)
{
	return far_and_near();
}
