/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * host LIBRARY PROGRAM...: runs programs that are compiled for this machine, as a kernel would,
 * over the inputs on stdin, a packet's bytes in hexadecimal digits each. The context has the
 * addresses of the packet where xdp_md and where __sk_buff have them; a panic ends a program with
 * 0. Prints a line for each run: the program, what it returns, and a sum of all bytes that it may
 * write to.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define CONTEXT 1024 /* bytes */
#define PACKET 1024  /* bytes at most */
#define SLOTS 64
#define MAX_KEY 64
#define VALUE 4096 /* bytes */
#define SECONDS 20

struct slot {
	const void *map;
	uint32_t key;
	_Alignas(8) unsigned char value[VALUE];
};

static struct slot slots[SLOTS];
static unsigned slot_count;
static jmp_buf start;
static unsigned char packet[PACKET];
static size_t packet_size;

_Noreturn void __bpf_shim_panic(void);
void rust_eh_personality(void);
_Bool chain_choice(uint32_t number) __asm__("__bpf_shim_chain.choice");
void chain_side(uint32_t number) __asm__("__bpf_shim_chain.side");
void *bpf_helper_1(const void *map, const uint32_t *key);
int64_t bpf_helper_26(const void *ctx, uint32_t from, void *to, uint32_t size);
int64_t bpf_helper_68(const void *ctx, uint32_t from, void *to, uint32_t size, uint32_t kind);

_Noreturn void __bpf_shim_panic(void)
{
	longjmp(start, 1);
}

/* Nothing unwinds. */
void rust_eh_personality(void)
{
}

/* What loops/chains.c calls between its two changes. Which way is taken must not matter. */
_Bool chain_choice(uint32_t number)
{
	return number % 2;
}

void chain_side(uint32_t number)
{
	(void)number;
}

/* map_lookup_elem, of an array */
void *bpf_helper_1(const void *map, const uint32_t *key)
{
	for (unsigned i = 0; i < slot_count; i++)
		if (slots[i].map == map && slots[i].key == *key)
			return slots[i].value;
	if (*key >= MAX_KEY || slot_count == SLOTS)
		return NULL;
	slots[slot_count] = (struct slot){.map = map, .key = *key};
	return slots[slot_count++].value;
}

/* skb_load_bytes */
int64_t bpf_helper_26(const void *ctx, uint32_t from, void *to, uint32_t size)
{
	(void)ctx;
	if (from > packet_size || size > packet_size - from)
		return -14;
	memcpy(to, packet + from, size);
	return 0;
}

/* skb_load_bytes_relative */
int64_t bpf_helper_68(const void *ctx, uint32_t from, void *to, uint32_t size, uint32_t kind)
{
	(void)kind;
	return bpf_helper_26(ctx, from, to, size);
}

static uint64_t add(uint64_t sum, const void *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		sum = (sum ^ ((const unsigned char *)bytes)[i]) * 0x100000001b3;
	return sum;
}

static uint64_t sum_of_values(void)
{
	uint64_t sum = 0;
	/* In no order: a change may look up one map before another. */
	for (unsigned i = 0; i < slot_count; i++)
		sum += add(slots[i].key + 1, slots[i].value, VALUE);
	return sum;
}

static void run(const char *name, uint32_t (*program)(void *), unsigned char *low)
{
	uint32_t *ctx = (uint32_t *)low;
	volatile uint32_t result = 0;

	memset(low, 0, CONTEXT + PACKET);
	memcpy(low + CONTEXT, packet, packet_size);
	slot_count = 0;
	ctx[0] = ctx[19] = (uint32_t)(uintptr_t)(low + CONTEXT);
	ctx[1] = ctx[20] = ctx[0] + (uint32_t)packet_size;
	if (!setjmp(start))
		result = program(low);
	uint64_t sum = add(1, low + CONTEXT, PACKET) + sum_of_values();
	printf("%s %u %llx\n", name, result, (unsigned long long)sum);
	fflush(stdout);
}

static int read_packet(void)
{
	static char line[2 * PACKET + 2];
	unsigned byte;

	if (!fgets(line, sizeof(line), stdin))
		return 0;
	for (packet_size = 0; sscanf(line + 2 * packet_size, "%2x", &byte) == 1; packet_size++)
		packet[packet_size] = (unsigned char)byte;
	return 1;
}

int main(int argc, char **argv)
{
	if (argc < 3)
		return 2;
	void *library = dlopen(argv[1], RTLD_NOW);
	/* The context's addresses have 32 bits. */
	unsigned char *low = mmap(NULL, CONTEXT + PACKET, PROT_READ | PROT_WRITE,
				  MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
	if (!library || low == MAP_FAILED) {
		fprintf(stderr, "%s\n", library ? "no memory" : dlerror());
		return 1;
	}
	while (read_packet()) {
		for (int i = 2; i < argc; i++) {
			void *symbol = dlsym(library, argv[i]);
			uint32_t (*program)(void *);
			memcpy(&program, &symbol, sizeof(program));
			if (!symbol)
				return 1;
			alarm(SECONDS); /* a loop that does not end */
			run(argv[i], program, low);
		}
	}
	return 0;
}
