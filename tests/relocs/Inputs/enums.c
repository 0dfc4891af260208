/* What enums.rs asks, in C. */
#define SEC(name) __attribute__((section(name), used))
#define VALUE(of, name) __builtin_preserve_enum_value(*(enum of *)name, 1)

typedef unsigned long long u64;

enum neg {
	N1 = -5,
	N2 = 7
};
enum big {
	B1 = -0x100000000,
	B2 = 0x7fffffffffffffff
};
enum ubig {
	U1 = 0xffffffffffffffff,
	U2 = 1
};
enum us {
	S1 = 0xffffffff
};
enum cu {
	C1 = 0x7fffffff
};

SEC("raw_tp/sys_enter") u64 prog(void *context)
{
	u64 total = 0;

	total = total * 31 ^ VALUE(neg, N1);
	total = total * 31 ^ VALUE(big, B1);
	total = total * 31 ^ VALUE(big, B2);
	total = total * 31 ^ VALUE(ubig, U1);
	total = total * 31 ^ VALUE(us, S1);
	return total * 31 ^ VALUE(cu, C1);
}

char LICENSE[] SEC("license") = "GPL";
