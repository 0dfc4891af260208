/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "elf/code/fold.h"

#include "elf/code/opcode.h"

/* The two's complement number of so many bits: 8, 16, 32 or 64. */
static int64_t sign_extend(uint64_t number, unsigned bits)
{
	uint64_t sign = UINT64_C(1) << (bits - 1);
	if (bits < 64)
		number &= (sign << 1) - 1;
	return (int64_t)((number ^ sign) - sign);
}

/* A division by 0 gives 0, its remainder is the dividend; the least number divided by -1 is itself.
 */
static uint64_t divide(int64_t a, int64_t b, bool remainder)
{
	if (b == 0)
		return remainder ? (uint64_t)a : 0;
	if (b == -1)
		return remainder ? 0 : -(uint64_t)a;
	return (uint64_t)(remainder ? a % b : a / b);
}

static uint64_t divide_unsigned(uint64_t a, uint64_t b, bool remainder)
{
	if (b == 0)
		return remainder ? a : 0;
	return remainder ? a % b : a / b;
}

bool fold_swaps(const struct insn *insn, bool big_endian)
{
	bool to_big = insn->opcode & 8;
	return (insn->opcode & 7) == CLASS_ALU64 || to_big != big_endian;
}

static uint64_t swap(uint64_t a, unsigned bits, bool swaps)
{
	if (bits == 16)
		return swaps ? __builtin_bswap16((uint16_t)a) : (uint16_t)a;
	if (bits == 32)
		return swaps ? __builtin_bswap32((uint32_t)a) : (uint32_t)a;
	return swaps ? __builtin_bswap64(a) : a;
}

/* The operands have 'bits' bits, zero-extended. */
static bool compute(const struct insn *insn, uint64_t a, uint64_t b, unsigned bits,
		    uint64_t *result)
{
	unsigned operation = insn->opcode >> 4;
	bool remainder = operation == ALU_MOD;

	switch (operation) {
	case ALU_ADD:
		*result = a + b;
		return true;
	case ALU_SUB:
		*result = a - b;
		return true;
	case ALU_MUL:
		*result = a * b;
		return true;
	case ALU_OR:
		*result = a | b;
		return true;
	case ALU_AND:
		*result = a & b;
		return true;
	case ALU_XOR:
		*result = a ^ b;
		return true;
	case ALU_LSH:
		*result = a << (b & (bits - 1));
		return true;
	case ALU_RSH:
		*result = a >> (b & (bits - 1));
		return true;
	case ALU_ARSH:
		*result = (uint64_t)(sign_extend(a, bits) >> (b & (bits - 1)));
		return true;
	case ALU_NEG:
		*result = -a;
		return true;
	case ALU_MOV:
		*result = insn->off ? (uint64_t)sign_extend(b, (unsigned)insn->off) : b;
		return true;
	case ALU_DIV:
	case ALU_MOD:
		*result = insn->off ? divide(sign_extend(a, bits), sign_extend(b, bits), remainder)
				    : divide_unsigned(a, b, remainder);
		return true;
	default:
		return false;
	}
}

bool fold_knows(const struct insn *insn)
{
	unsigned operation = insn->opcode >> 4;
	if (operation == ALU_END)
		return insn->off == 0 && (insn->imm == 16 || insn->imm == 32 || insn->imm == 64);
	if (operation == ALU_MOV)
		return insn->off == 0 || insn->off == 8 || insn->off == 16 || insn->off == 32;
	if (operation == ALU_DIV || operation == ALU_MOD)
		return insn->off == 0 || insn->off == 1;
	return insn->off == 0;
}

bool fold(const struct insn *insn, int64_t a, int64_t b, bool big_endian, int64_t *result)
{
	bool wide = (insn->opcode & 7) == CLASS_ALU64;
	uint64_t x = (uint64_t)a, y = (uint64_t)b, number;

	if (!fold_knows(insn))
		return false;
	if (insn->opcode >> 4 == ALU_END) {
		*result = (int64_t)swap(x, (unsigned)insn->imm, fold_swaps(insn, big_endian));
		return true;
	}
	if (!compute(insn, wide ? x : (uint32_t)x, wide ? y : (uint32_t)y, wide ? 64 : 32, &number))
		return false;
	*result = (int64_t)(wide ? number : (uint32_t)number);
	return true;
}

bool fold_condition(unsigned operation, int64_t a, int64_t b, bool narrow)
{
	uint64_t x = narrow ? (uint32_t)a : (uint64_t)a, y = narrow ? (uint32_t)b : (uint64_t)b;
	a = narrow ? (int32_t)a : a;
	b = narrow ? (int32_t)b : b;
	switch (operation) {
	case JMP_EQ:
		return x == y;
	case JMP_NE:
		return x != y;
	case JMP_SET:
		return x & y;
	case JMP_GT:
		return x > y;
	case JMP_GE:
		return x >= y;
	case JMP_LT:
		return x < y;
	case JMP_LE:
		return x <= y;
	case JMP_SGT:
		return a > b;
	case JMP_SGE:
		return a >= b;
	case JMP_SLT:
		return a < b;
	default:
		return a <= b;
	}
}
