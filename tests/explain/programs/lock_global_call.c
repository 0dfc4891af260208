// mistake: a global function is called while a lock is held
// kind: lock-call
// reason: the call comes while a lock is held
// help: call it before bpf_spin_lock() or after bpf_spin_unlock()
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char _license[] SEC("license") = "GPL";

struct value {
	struct bpf_spin_lock lock;
	int count;
};
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, int);
	__type(value, struct value);
} values SEC(".maps");

#ifdef MENDED
static
#endif
__attribute__((noinline)) int add(int a, int b)
{
	asm volatile("");
	return a + b;
}

SEC("tc")
int prog(struct __sk_buff *skb)
{
	int key = 0;
	struct value *value = bpf_map_lookup_elem(&values, &key);

	if (!value)
		return 0;
	bpf_spin_lock(&value->lock);
	value->count = add(value->count, skb->len); //~ refused
	bpf_spin_unlock(&value->lock);
	return 0;
}
