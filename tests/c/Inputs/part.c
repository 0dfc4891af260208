/* What a Rust program calls: arguments behind a pointer, variables of both languages, a map. */
#define SEC(name) __attribute__((section(name), used))

struct pair {
	unsigned char kind;
	unsigned long long left, right;
};

struct {
	int (*type)[2];
	int (*max_entries)[1];
	unsigned *key;
	unsigned long long *value;
} TOTAL SEC(".maps");

static void *(*bpf_map_lookup_elem)(void *map, const void *key) = (void *)1;

extern unsigned long long RUST_FACTOR; /* defined in Rust */
unsigned long long C_CALLS = 40;       /* read in Rust */

static inline unsigned long long add(unsigned long long value)
{
	unsigned zero = 0;
	unsigned long long *total = bpf_map_lookup_elem(&TOTAL, &zero);
	return total ? *total += value : 0;
}

unsigned long long c_total(const struct pair *pair)
{
	C_CALLS++;
	return add((pair->left + pair->right) * RUST_FACTOR + pair->kind);
}
