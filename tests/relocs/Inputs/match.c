/* What match.rs asks, in C. */
#define SEC(name) __attribute__((section(name), used))

typedef unsigned u32;

struct list_head {
	struct list_head *next, *prev;
};
struct load_weight {
	unsigned long weight;
	u32 inv_weight;
};
struct load_weight___2 {
	u32 weight, inv_weight;
};
struct sched_entity {
	struct load_weight load;
	unsigned char on_rq;
};
struct callback_head {
	struct callback_head *next;
	void (*func)(struct callback_head *head);
};
struct file_operations {
	void (*poll)(void);
};
typedef struct {
	u32 val;
} kgid_t;
enum pid_type {
	PIDTYPE_SID = 77,
	PIDTYPE_PID = 88
};
struct no_such_type {
	u32 a;
};

#define MATCHES(type) __builtin_preserve_type_info(*(type *)0, 2)

SEC("raw_tp/sys_enter") int prog(void *ctx)
{
	return MATCHES(struct list_head) | MATCHES(struct load_weight) << 1 |
	       MATCHES(struct load_weight___2) << 2 | MATCHES(struct sched_entity) << 3 |
	       MATCHES(struct callback_head) << 4 | MATCHES(struct file_operations) << 5 |
	       MATCHES(kgid_t) << 6 | MATCHES(enum pid_type) << 7 |
	       !__builtin_preserve_type_info(*(struct no_such_type *)0, 1) << 8;
}

char LICENSE[] SEC("license") = "GPL";
