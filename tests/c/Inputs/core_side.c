/* Compiled twice, -DSIDE=... -DFIELD=...: where one field lies. */
struct task_struct {
	int FIELD;
} __attribute__((preserve_access_index));

unsigned SIDE(void)
{
	return __builtin_preserve_field_info(((struct task_struct *)0)->FIELD, 0);
}
