/* Types of the same names as in core_far.c, of other members, in another order. */
struct task_struct {
	int tgid;
	int pid;
} __attribute__((preserve_access_index));
struct no_such_thing {
	int a;
};
unsigned far_pid(void), far_tgid(void), far_exists(void), far_size(void);

__attribute__((section("xdp"), used)) int prog(void *ctx)
{
	unsigned pid = __builtin_preserve_field_info(((struct task_struct *)0)->pid, 0);
	unsigned tgid = __builtin_preserve_field_info(((struct task_struct *)0)->tgid, 0);

	return (__builtin_preserve_type_info(*(struct no_such_thing *)0, 0) == 0) << 0 |
	       (__builtin_preserve_type_info(*(struct no_such_thing *)0, 1) == 0) << 1 |
	       (pid == far_pid()) << 2 | (tgid == far_tgid()) << 3 | (tgid - pid == 4) << 4 |
	       (far_exists() == 1) << 5 | (far_size() == 16) << 6;
}
