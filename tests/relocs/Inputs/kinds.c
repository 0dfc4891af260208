/* What kinds.rs does, in C. */
#define SEC(name) __attribute__((section(name), used))
#define RELOCATED __attribute__((preserve_access_index))

typedef unsigned u32;
typedef unsigned long long u64;

struct load_weight {
	u32 inv_weight;
	unsigned long weight;
} RELOCATED;
struct sched_entity {
	unsigned char on_rq;
	struct load_weight load;
} RELOCATED;
typedef struct {
	u32 val;
} RELOCATED kuid_t;
struct cred {
	kuid_t euid, uid;
} RELOCATED;
struct task_struct {
	int tgid;
	struct task_struct *real_parent;
	u64 no_such_field;
	unsigned char comm[20];
	u32 in_execve;
	struct sched_entity se;
	int pid;
	struct cred *cred;
} RELOCATED;
struct no_such_type {
	u32 a;
} RELOCATED;
typedef struct {
	u32 a;
} no_such_type_t;
struct sk_buff {
	u32 len;
	struct no_such_type *dev;
} RELOCATED;
union bpf_attr {
	u32 map_type, prog_fd;
} RELOCATED;
struct task_struct___late {
	u64 flags;
	struct task_struct___late *real_parent;
	int exit_code;
} RELOCATED;
enum pid_type {
	PIDTYPE_SID = 77,
	PIDTYPE_PID = 88,
	NONE_SUCH = 99
};

struct {
	int (*type)[2];
	int (*max_entries)[48];
	u32 *key;
	u64 *value;
} RESULT SEC(".maps");

static long (*bpf_map_update_elem)(void *map, const void *key, const void *value,
				   u64 flags) = (void *)2;
static u64 (*bpf_get_current_pid_tgid)(void) = (void *)14;
static void *(*bpf_get_current_task)(void) = (void *)35;
static long (*bpf_probe_read_kernel)(void *to, u32 size, const void *from) = (void *)113;

static __attribute__((always_inline)) void put(u32 at, u64 value)
{
	bpf_map_update_elem(&RESULT, &at, &value, 0);
}

#define INFO(field, number) __builtin_preserve_field_info(field, number)
#define OF(type) (*(type *)0)
#define OFFSET(type, path) INFO(OF(type).path, 0)
#define EXISTS(type, path) INFO(OF(type).path, 2)
#define OFFSET_OR(type, path, other) (EXISTS(type, path) ? OFFSET(type, path) : (other))
#define SIZE_OR(type, path, other) (EXISTS(type, path) ? INFO(OF(type).path, 1) : (other))
#define TYPE(type, number) __builtin_preserve_type_info(OF(type), number)
#define ENUM(type, name, number) __builtin_preserve_enum_value(*(type *)name, number)
#define READ(from, path)                                                                           \
	({                                                                                         \
		__typeof__(from) at = (from);                                                      \
		__typeof__(at->path) value;                                                        \
		bpf_probe_read_kernel(&value, sizeof(value),                                       \
				      __builtin_preserve_access_index(&at->path));                 \
		value;                                                                             \
	})

static __attribute__((always_inline)) u64 read_bits(struct task_struct *task)
{
	u64 bytes = 0;
	void *from = (void *)task + OFFSET(struct task_struct, in_execve);

	asm volatile("" : "+r"(from));
	bpf_probe_read_kernel(&bytes, INFO(task->in_execve, 1), from);
	bytes <<= INFO(task->in_execve, 4);
	return INFO(task->in_execve, 3) ? (u64)((long long)bytes >> INFO(task->in_execve, 5))
					: bytes >> INFO(task->in_execve, 5);
}

static __attribute__((always_inline)) void fields(struct task_struct *task)
{
	struct task_struct___late *late = (void *)task;

	put(0, (u64)READ(task, tgid) == bpf_get_current_pid_tgid() >> 32);
	put(1, (u32)READ(task, pid) == (u32)bpf_get_current_pid_tgid());
	put(2, READ(READ(task, real_parent), tgid));
	put(3, READ(task, comm[1]) > 32);
	put(4, READ(task, se.load.weight));
	put(5, read_bits(task));
	put(6, READ(READ(task, cred), uid.val));
	put(7, (void *)__builtin_preserve_access_index(&task->se.load.weight) - (void *)task);
	put(8, READ(READ(READ(late, real_parent), real_parent), exit_code));
}

static __attribute__((always_inline)) void infos(void)
{
	put(10, EXISTS(struct task_struct, tgid));
	put(11, EXISTS(struct task_struct, no_such_field));
	put(12, OFFSET_OR(struct task_struct, real_parent, 0));
	put(13, OFFSET_OR(struct task_struct, comm[2], 0));
	put(14, OFFSET_OR(struct task_struct, no_such_field, 1));
	put(15, OFFSET_OR(struct sk_buff, dev, 0));
	put(16, OFFSET_OR(union bpf_attr, map_type, 1));
	put(17, SIZE_OR(struct task_struct, comm, 0));
	put(18, SIZE_OR(struct task_struct, se.load, 0));
	put(19, INFO(OF(struct task_struct).tgid, 3));
	put(20, INFO(OF(struct task_struct).se.load.weight, 3));
	put(21, INFO(OF(struct task_struct).in_execve, 4));
	put(22, INFO(OF(struct task_struct).in_execve, 5));
	put(23, EXISTS(struct task_struct___late, flags));
	put(24, OFFSET_OR(kuid_t, val, 1));
}

static __attribute__((always_inline)) void types(void)
{
	put(30, TYPE(struct task_struct, 0));
	put(31, TYPE(struct no_such_type, 0));
	put(32, TYPE(kuid_t, 0));
	put(33, TYPE(no_such_type_t, 0));
	put(34, TYPE(struct load_weight, 1));
	put(36, __builtin_btf_type_id(OF(struct task_struct), 1));
	put(37, __builtin_btf_type_id(OF(struct task_struct), 0) > 0);
	put(38, TYPE(enum pid_type, 0));
	put(39, ENUM(enum pid_type, PIDTYPE_SID, 1));
	put(40, ENUM(enum pid_type, PIDTYPE_PID, 1));
	put(41, ENUM(enum pid_type, PIDTYPE_SID, 0));
	put(42, ENUM(enum pid_type, NONE_SUCH, 0));
}

SEC("raw_tp/sys_enter") int prog(void *ctx)
{
	fields(bpf_get_current_task());
	infos();
	types();
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
