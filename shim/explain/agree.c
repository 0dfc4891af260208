/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Compares instructions with their disassembly (kernel/bpf/disasm.c). Its words have changed over
 * the years, the order of registers and numbers has not: only these are compared.
 */
#include "explain/agree.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "elf/code/opcode.h"
#include "kernel/helpers.h"

#define MOST 8

/* The registers and numbers of a disassembly, or those that an instruction would have. */
struct operands {
	unsigned registers[MOST], register_count;
	uint64_t numbers[MOST];
	unsigned number_count;
};

static void add_register(struct operands *operands, unsigned reg)
{
	if (operands->register_count < MOST)
		operands->registers[operands->register_count++] = reg;
}

static void add_number(struct operands *operands, int64_t number)
{
	if (operands->number_count < MOST)
		operands->numbers[operands->number_count++] = (uint64_t)number;
}

static const char *skip_word(const char *at)
{
	while (isalnum((unsigned char)*at) || *at == '_')
		at++;
	return at;
}

static void read_word(struct operands *operands, const char *word, size_t length)
{
	char *end;

	if ((*word != 'r' && *word != 'w') || length < 2 || length > 3)
		return;
	unsigned long reg = strtoul(word + 1, &end, 10);
	if (end == word + length)
		add_register(operands, (unsigned)reg);
}

static void read_operands(struct operands *operands, const char *text)
{
	for (const char *at = text; *at;) {
		bool minus = *at == '-' && isdigit((unsigned char)at[1]);
		if (isdigit((unsigned char)*at) || minus) {
			char *end;
			uint64_t number = strtoull(at + minus, &end, 0);
			add_number(operands, (int64_t)(minus ? 0 - number : number));
			at = end;
		} else if (isalpha((unsigned char)*at) || *at == '_') {
			const char *end = skip_word(at);
			read_word(operands, at, (size_t)(end - at));
			at = end;
		} else {
			at++;
		}
	}
}

static void want_arithmetic(struct operands *want, const struct insn *insn)
{
	unsigned operation = insn_operation(insn);

	add_register(want, insn->dst);
	if (operation == ALU_NEG || operation == ALU_END)
		add_register(want, insn->dst);
	else if (insn_has_register(insn))
		add_register(want, insn->src);
	else
		add_number(want, insn->imm);
	/* "r1 = addr_space_cast(r2, 0, 1)" */
	if (insn_class(insn) == CLASS_ALU64 && operation == ALU_MOV && insn_has_register(insn) &&
	    insn->off == OFF_ADDR_SPACE_CAST) {
		add_number(want, (int64_t)((uint32_t)insn->imm >> 16));
		add_number(want, (int64_t)(insn->imm & 0xffff));
	}
}

static void want_jump(struct operands *want, const struct insn *insn)
{
	unsigned operation = insn_operation(insn);

	if (operation == JMP_EXIT)
		return;
	if (operation == JMP_JA) {
		add_number(want, insn->opcode == OP_GOTOL ? insn->imm : insn->off);
		return;
	}
	if (operation == JMP_MAY_GOTO) {
		add_number(want, insn->off);
		return;
	}
	add_register(want, insn->dst);
	if (insn_has_register(insn))
		add_register(want, insn->src);
	else
		add_number(want, insn->imm);
	add_number(want, insn->off);
}

static void want_memory(struct operands *want, const struct insn *insn)
{
	unsigned class = insn_class(insn);

	if (class == CLASS_LDX)
		add_register(want, insn->dst);
	add_register(want, class == CLASS_LDX ? insn->src : insn->dst);
	add_number(want, insn->off);
	if (class == CLASS_STX)
		add_register(want, insn->src);
	if (class == CLASS_ST)
		add_number(want, insn->imm);
}

static bool same_registers(const struct operands *a, const struct operands *b)
{
	return a->register_count == b->register_count &&
	       memcmp(a->registers, b->registers, a->register_count * sizeof(*a->registers)) == 0;
}

/* Kernels have printed 32-bit fields with and without a sign. */
static bool same_numbers(const struct operands *a, const struct operands *b)
{
	if (a->number_count != b->number_count)
		return false;
	for (unsigned i = 0; i < a->number_count; i++)
		if ((uint32_t)a->numbers[i] != (uint32_t)b->numbers[i])
			return false;
	return true;
}

/* Each register of the disassembly is one of the instruction's: they come in many orders. */
static bool atomic_agrees(const struct insn *insn, const struct operands *shown)
{
	bool dst = false, src = false;

	for (unsigned i = 0; i < shown->register_count; i++) {
		unsigned reg = shown->registers[i];
		dst |= reg == insn->dst;
		src |= reg == insn->src;
		if (reg != insn->dst && reg != insn->src && reg != 0)
			return false;
	}
	for (unsigned i = 0; i < shown->number_count; i++)
		if ((int16_t)shown->numbers[i] == insn->off)
			return dst && src;
	return false;
}

/* "call bpf_map_lookup_elem#1", "call 1", "call pc+5", "call bpf_iter_num_new#78". Where a helper
 * is missing, loaders call its older form. */
static bool call_agrees(const struct insn *insn, const struct operands *shown)
{
	bool older =
		shown->number_count == 1 && (shown->numbers[0] == 4 || shown->numbers[0] == 45);

	if (insn->opcode == OP_CALLX)
		return true;
	if (insn->src != CALL_HELPER)
		return shown->number_count >= 1;
	return shown->number_count == 1 && ((uint32_t)shown->numbers[0] == (uint32_t)insn->imm ||
					    (older && helper_has_older_form((unsigned)insn->imm)));
}

bool insn_agrees(const struct insn *insn, bool moved, unsigned opcode, const char *text)
{
	struct operands want = {0}, shown = {0};
	unsigned class = insn_class(insn);

	if (insn->opcode != opcode)
		return false;
	read_operands(&shown, text);
	if (insn->opcode == OP_CALL || insn->opcode == OP_CALLX)
		return call_agrees(insn, &shown);
	if (class == CLASS_LD)
		return insn->opcode != OP_LD_IMM64 ||
		       (shown.register_count == 1 && shown.registers[0] == insn->dst);
	if (class == CLASS_STX && insn_mode(insn) == MODE_ATOMIC)
		return atomic_agrees(insn, &shown);
	if (class == CLASS_LDX || class == CLASS_ST || class == CLASS_STX)
		want_memory(&want, insn);
	else if (class == CLASS_JMP || class == CLASS_JMP32)
		want_jump(&want, insn);
	else
		want_arithmetic(&want, insn);
	return same_registers(&want, &shown) && (moved || same_numbers(&want, &shown));
}
