/* Where a field lies in the kernel. */
struct task_struct {
	int tgid;
} __attribute__((preserve_access_index));

__attribute__((section(KIND), used)) int prog(void *ctx)
{
	return __builtin_preserve_field_info(((struct task_struct *)0)->tgid, 0);
}
