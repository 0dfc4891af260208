/* Of C: bitfields, enums, unions without names, typedefs, flexible arrays and tags. */
typedef unsigned char u8;
typedef unsigned int u32;
enum state { CLOSED, OPEN = 4 };
struct flags {
	u32 version : 4, length : 4;
	signed int delta : 7;
	enum state state : 3;
	const volatile u8 *restrict data;
};
struct value {
	struct flags flags;
	union {
		u32 word;
		u8 bytes[4];
	};
	struct value *next;
	int (*call)(const char *name, ...);
	u8 rest[];
};
struct {
	int (*type)[2];
	u32 *key;
	struct value *value;
	int (*max_entries)[1];
} VALUES __attribute__((section(".maps"), used));
static __attribute__((noinline)) int use(const struct value *value)
{
	return value->flags.delta;
}
__attribute__((section("xdp"), used)) int prog(void *context)
{
	return use(context);
}
