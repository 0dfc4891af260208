/* A whole program in C: maps by BTF, globals of each kind, a string for bpf_printk, packet bytes.
 */
#define SEC(name) __attribute__((section(name), used))

struct xdp_md {
	unsigned data;
	unsigned data_end;
};

struct {
	int (*type)[2]; /* BPF_MAP_TYPE_ARRAY */
	int (*max_entries)[4];
	unsigned *key;
	unsigned long long *value;
} COUNTS SEC(".maps");

static void *(*bpf_map_lookup_elem)(void *map, const void *key) = (void *)1;
static long (*bpf_trace_printk)(const char *format, unsigned size, ...) = (void *)6;

const volatile unsigned step = 5; /* .rodata */
unsigned start = 100;             /* .data */
unsigned runs;                    /* .bss */
static const unsigned char weights[8] = {1, 2, 3, 4, 5, 6, 7, 8};

static __attribute__((noinline)) unsigned weight(const unsigned char *bytes)
{
	unsigned sum = 0;
	for (int i = 0; i < 8; i++)
		sum += bytes[i] * weights[i];
	return sum;
}

SEC("xdp") int prog(struct xdp_md *ctx)
{
	static const char format[] = "weight %u\n";
	const unsigned char *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;
	if (data + 8 > end)
		return 1;
	unsigned sum = weight(data);
	unsigned key = sum & 3;
	unsigned long long *count = bpf_map_lookup_elem(&COUNTS, &key);
	if (!count)
		return 0;
	*count += step;
	runs++;
	bpf_trace_printk(format, sizeof(format), sum);
	return start + runs * 1000 + sum;
}

char LICENSE[] SEC("license") = "GPL";
