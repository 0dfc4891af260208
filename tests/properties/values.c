// Promise: what the checker takes for certain about registers is so: over all values of two bytes that are
// loaded, random arithmetic leaves just the numbers that it says, and jumps go where it says.
// RUN: %unit %s -o %t
// RUN: %t 600
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "elf/code/value.h"

enum {
	INPUTS = 1 << 16, /* both bytes */
	LENGTH = 12,
	FIRST = 2, /* r2 and r3 hold the bytes, r4 and r5 constants or copies */
	BEYOND = 6,
};


static uint64_t state = 1;
static uint64_t regs[INPUTS][BEYOND];
static bool alive[INPUTS];
static struct insn done[LENGTH + 8];
static unsigned length;
static unsigned long checks, certain, uncertain;

static uint64_t any(void)
{
	state = state * 6364136223846793005 + 1442695040888963407;
	return state >> 33;
}

static int32_t immediate(void)
{
	static const int32_t some[] = {0, 1, 2, 3, 7, 8, 10, 15, 16, 48, 63, 64, 100, 127, 128, 255, 256,
				       -1, -2, -8, -48, -128, 0x7fffffff, (int32_t)0x80000000, 0xff00};
	return any() % 4 ? some[any() % (sizeof(some) / sizeof(*some))] : (int32_t)any();
}

static struct insn random_alu(void)
{
	static const uint8_t operations[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 11, 12, 13};
	struct insn insn = {.dst = FIRST + any() % 4, .src = FIRST + any() % 4, .imm = immediate()};
	unsigned operation = operations[any() % sizeof(operations)];
	bool with_register = any() % 3 == 0, wide = any() % 2;

	if (operation == 13) { /* byte order */
		static const int widths[] = {16, 32, 64};
		insn.imm = widths[any() % 3];
		with_register = !wide && any() % 2;
		insn.src = 0;
	} else if (operation == 8) {
		with_register = false;
	} else if (operation == 11 && with_register && any() % 2) {
		static const int widths[] = {8, 16, 32};
		insn.off = (int16_t)widths[any() % (wide ? 3 : 2)];
	} else if ((operation == 3 || operation == 9) && any() % 2) {
		insn.off = 1;
	}
	if (!with_register && (operation == 6 || operation == 7 || operation == 12))
		insn.imm &= wide ? 63 : 31;
	if (!with_register && (operation == 3 || operation == 9) && !insn.imm)
		insn.imm = 5;
	insn.opcode = (uint8_t)(operation << 4 | with_register << 3 | (wide ? 7 : 4));
	return insn;
}

static struct insn random_jump(void)
{
	static const uint8_t operations[] = {1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13};
	struct insn insn = {.dst = FIRST + any() % 4, .src = FIRST + any() % 4, .imm = immediate()};
	bool with_register = any() % 3 == 0;

	insn.opcode = (uint8_t)(operations[any() % sizeof(operations)] << 4 | with_register << 3 |
				(any() % 2 ? 5 : 6));
	return insn;
}

/* RFC 9669, 4.1 and 4.2, once more. */
static uint64_t run_alu(const struct insn *at, const uint64_t reg[])
{
	bool wide = (at->opcode & 7) == 7, from_register = at->opcode & 8;
	uint64_t x = reg[at->dst], y = from_register ? reg[at->src] : (uint64_t)(int64_t)at->imm;
	if (at->opcode >> 4 == 13) {
		bool swaps = wide || from_register;
		uint64_t result = 0;
		for (int i = 0; i < at->imm; i += 8) {
			uint64_t byte = x >> i & 0xff;
			result |= byte << (swaps ? at->imm - 8 - i : i);
		}
		return result;
	}
	if (!wide) {
		x = (uint32_t)x;
		y = (uint32_t)y;
	}
	int64_t sx = wide ? (int64_t)x : (int32_t)x, sy = wide ? (int64_t)y : (int32_t)y;
	unsigned shift = y & (wide ? 63 : 31);
	uint64_t r;
	switch (at->opcode >> 4) {
	case 0: r = x + y; break;
	case 1: r = x - y; break;
	case 2: r = x * y; break;
	case 3:
		if (at->off)
			r = sy == 0 ? 0 : sy == -1 ? 0 - x : (uint64_t)(sx / sy);
		else
			r = y ? x / y : 0;
		break;
	case 4: r = x | y; break;
	case 5: r = x & y; break;
	case 6: r = x << shift; break;
	case 7: r = x >> shift; break;
	case 8: r = 0 - x; break;
	case 9:
		if (at->off)
			r = sy == 0 ? x : sy == -1 ? 0 : (uint64_t)(sx % sy);
		else
			r = y ? x % y : x;
		break;
	case 10: r = x ^ y; break;
	case 11:
		r = at->off == 8 ? (uint64_t)(int8_t)y
		    : at->off == 16 ? (uint64_t)(int16_t)y
		    : at->off == 32 ? (uint64_t)(int32_t)y : y;
		break;
	default: r = (uint64_t)(sx >> shift); break;
	}
	return wide ? r : (uint32_t)r;
}

static bool run_jump(const struct insn *at, const uint64_t reg[])
{
	bool narrow = (at->opcode & 7) == 6;
	uint64_t x = reg[at->dst], y = at->opcode & 8 ? reg[at->src] : (uint64_t)(int64_t)at->imm;
	if (narrow) {
		x = (uint32_t)x;
		y = (uint32_t)y;
	}
	int64_t sx = narrow ? (int32_t)x : (int64_t)x, sy = narrow ? (int32_t)y : (int64_t)y;
	switch (at->opcode >> 4) {
	case 1: return x == y;
	case 2: return x > y;
	case 3: return x >= y;
	case 4: return x & y;
	case 5: return x != y;
	case 6: return sx > sy;
	case 7: return sx >= sy;
	case 10: return x < y;
	case 11: return x <= y;
	case 12: return sx < sy;
	default: return sx <= sy;
	}
}

static void fail(const char *what, unsigned number)
{
	printf("%s of r%u behind:\n", what, number);
	for (unsigned i = 0; i < length; i++)
		printf("  %02x dst %u src %u off %d imm %d\n", done[i].opcode, done[i].dst,
		       done[i].src, done[i].off, done[i].imm);
	exit(1);
}

/* Each number is in the set, and each of the set is a number. */
static void check_set(struct progression set, unsigned number)
{
	static bool seen[INPUTS];
	uint64_t most = set.narrow ? UINT32_MAX : UINT64_MAX, count = 0;
	if (set.last >= INPUTS)
		fail("size", number);
	memset(seen, 0, set.last + 1);
	for (unsigned i = 0; i < INPUTS; i++) {
		if (!alive[i])
			continue;
		uint64_t distance = (regs[i][number] - set.base) & most, at = distance / set.step;
		if (regs[i][number] > most || distance % set.step || at > set.last)
			fail("numbers", number);
		count += !seen[at];
		seen[at] = true;
	}
	if (count != set.last + 1)
		fail("numbers", number);
}

static void check_register(struct value value, unsigned number)
{
	const uint64_t *first = NULL;
	bool varies = false;
	if (value.kind == UNKNOWN)
		return;
	checks++;
	for (unsigned i = 0; i < INPUTS; i++) {
		if (!alive[i])
			continue;
		first = first ? first : &regs[i][number];
		varies |= regs[i][number] != *first;
	}
	if (value.kind == CONSTANT && (varies || *first != (uint64_t)value.number))
		fail("constant", number);
	if (value.kind == VARYING && !varies)
		fail("variation", number);
	if (value.kind == VARYING && progression_is_known(value.set))
		check_set(value.set, number);
}

static void start(struct registers *registers)
{
	static struct program program = {.section = "xdp", .global = true};
	const struct insn loads[] = {{.opcode = 0x71, .dst = 2, .src = 1},
				     {.opcode = any() % 2 ? 0x71 : 0x91, .dst = 3, .src = 1},
				     {.opcode = 0xb7, .dst = 4, .imm = immediate()},
				     {.opcode = 0xbf, .dst = 5, .src = 2}};
	registers_start(registers, &program, false);
	for (unsigned i = 0; i < 4; i++) {
		done[i] = loads[i];
		registers_step(registers, &loads[i], NULL);
	}
	length = 4;
	for (unsigned i = 0; i < INPUTS; i++) {
		alive[i] = true;
		regs[i][2] = regs[i][5] = i & 0xff;
		regs[i][3] = loads[1].opcode == 0x91 ? (uint64_t)(int8_t)(i >> 8) : i >> 8;
		regs[i][4] = (uint64_t)(int64_t)loads[2].imm;
	}
}

static void alu(struct registers *registers, struct insn insn)
{
	registers_step(registers, &insn, NULL);
	for (unsigned i = 0; i < INPUTS; i++)
		if (alive[i])
			regs[i][insn.dst] = run_alu(&insn, regs[i]);
}

/* False where nothing is certain. */
static bool jump(struct registers *registers, struct insn insn, bool way)
{
	struct registers other = *registers;
	if (!registers_branch(registers, &insn, way)) {
		*registers = other;
		way = !way;
		uncertain++;
		if (!registers_branch(registers, &insn, way))
			return false;
	}
	certain++;
	bool some = false;
	for (unsigned i = 0; i < INPUTS; i++) {
		alive[i] &= !alive[i] || run_jump(&insn, regs[i]) == way;
		some |= alive[i];
	}
	if (!some)
		fail("way", insn.dst);
	return true;
}

static void try_one(void)
{
	struct registers registers;
	start(&registers);
	for (unsigned i = 0; i < LENGTH; i++) {
		struct insn insn = any() % 3 ? random_alu() : random_jump();
		done[length++] = insn;
		if ((insn.opcode & 7) == 7 || (insn.opcode & 7) == 4)
			alu(&registers, insn);
		else if (!jump(&registers, insn, any() % 2))
			return;
		for (unsigned number = FIRST; number < BEYOND; number++)
			check_register(registers.at[number], number);
	}
}

int main(int argc, char **argv)
{
	for (long left = argc > 1 ? atol(argv[1]) : 100; left; left--)
		try_one();
	printf("%lu checks, %lu certain, %lu not\n", checks, certain, uncertain);
	return checks && certain > uncertain / 4 ? 0 : 1;
}
