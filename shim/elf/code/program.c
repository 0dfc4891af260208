/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Reads the functions of an object: their instructions, relocations and sizes. */
#include "elf/code/program.h"

#include <libelf.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/diag.h"
#include "elf/code/parts.h"

static struct insn decode(const struct image *image, const uint8_t *at)
{
	uint8_t low = at[1] & 0xf, high = at[1] >> 4;

	/* The bit fields of struct bpf_insn depend on the byte order. */
	return (struct insn){.opcode = at[0],
			     .dst = image->big_endian ? high : low,
			     .src = image->big_endian ? low : high,
			     .off = (int16_t)image_get16(image, at + 2),
			     .imm = (int32_t)image_get32(image, at + 4)};
}

static bool is_function(const struct image *image, const struct image_symbol *symbol)
{
	return symbol->type == STT_FUNC && symbol->section &&
	       section_is_code(&image->sections[symbol->section]);
}

static void read_relocs(const struct image *image, const struct image_section *section,
			struct program *program)
{
	uint64_t end = program->offset + program->insn_count * INSN_SIZE;
	size_t first = 0, last;

	while (first < section->reloc_count && section->relocs[first].offset < program->offset)
		first++;
	for (last = first; last < section->reloc_count && section->relocs[last].offset < end;
	     last++)
		;
	program->relocs = xcalloc(last - first, sizeof(*program->relocs));
	for (size_t k = first; k < last; k++) {
		const struct image_reloc *reloc = &section->relocs[k];
		const struct image_symbol *symbol = &image->symbols[reloc->symbol];
		program->relocs[program->reloc_count++] = (struct reloc){
			.insn = (uint32_t)((reloc->offset - program->offset) / INSN_SIZE),
			.symbol = symbol->type == STT_SECTION ? "" : symbol->name,
			.section = symbol->section ? image->sections[symbol->section].name : NULL,
			.section_index = symbol->section,
			.symbol_type = symbol->type,
			.value = symbol->value,
		};
	}
}

static int read_program(struct programs *programs, const char *name,
			const struct image_symbol *symbol)
{
	const struct image *image = programs->image;
	const struct image_section *section = &image->sections[symbol->section];

	if (!section->data || symbol->size > section->size - symbol->value)
		return diag_error("%s: function '%s' reaches over the end of section '%s'", name,
				  symbol->name, section->name);
	if (symbol->size == 0 || symbol->size % INSN_SIZE || symbol->value % INSN_SIZE)
		return diag_error("%s: function '%s' is no whole number of instructions", name,
				  symbol->name);
	struct program *program = &programs->at[programs->count++];
	*program = (struct program){.name = symbol->name,
				    .section = section->name,
				    .section_index = symbol->section,
				    .offset = symbol->value,
				    .insn_count = symbol->size / INSN_SIZE,
				    .global = symbol->bind != STB_LOCAL};
	program->insns = xcalloc(program->insn_count, sizeof(*program->insns));
	for (size_t i = 0; i < program->insn_count; i++)
		program->insns[i] = decode(image, section->data + symbol->value + i * INSN_SIZE);
	return 0;
}

static int by_place(const void *a, const void *b)
{
	const struct image_symbol *const *x = a, *const *y = b;
	if ((*x)->section != (*y)->section)
		return (*x)->section < (*y)->section ? -1 : 1;
	if ((*x)->value != (*y)->value)
		return (*x)->value < (*y)->value ? -1 : 1;
	return strcmp((*x)->name, (*y)->name);
}

/* Overlap would let a small file contain any number of instructions. */
static int refuse_overlap(const char *name, const struct image_symbol *const *list, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		const struct image_symbol *a = list[i - 1], *b = list[i];
		if (a->section == b->section &&
		    (b->value - a->value < a->size || a->value == b->value))
			return diag_error("%s: functions '%s' and '%s' overlap", name, a->name,
					  b->name);
	}
	return 0;
}

static int read_functions(struct programs *programs, const char *name)
{
	const struct image *image = programs->image;
	const struct image_symbol **list = xcalloc(image->symbol_count, sizeof(*list));
	size_t count = 0;

	for (size_t i = 1; i < image->symbol_count; i++)
		if (is_function(image, &image->symbols[i]))
			list[count++] = &image->symbols[i];
	qsort(list, count, sizeof(*list), by_place);
	programs->at = xcalloc(count, sizeof(*programs->at));
	int result = refuse_overlap(name, list, count);
	for (size_t i = 0; i < count && result == 0; i++)
		result = read_program(programs, name, list[i]);
	free(list);
	return result;
}

bool reloc_is_map(const struct programs *programs, const struct reloc *reloc)
{
	const struct image_section *section = &programs->image->sections[reloc->section_index];

	return reloc->section && (section_is_maps(section) || section_is_globals(section));
}

/* All variables of a data section are in one map. */
static bool same_map(const struct programs *programs, const struct reloc *a, const struct reloc *b)
{
	return a->section_index == b->section_index &&
	       (a->value == b->value ||
		!section_is_maps(&programs->image->sections[a->section_index]));
}

unsigned programs_count_maps(const struct programs *programs, const struct program *const *list,
			     size_t count)
{
	const struct reloc **maps = NULL;
	unsigned found = 0;

	for (size_t i = 0; i < count; i++) {
		maps = xreallocarray(maps, found + list[i]->reloc_count, sizeof(*maps));
		for (size_t k = 0; k < list[i]->reloc_count; k++) {
			const struct reloc *reloc = &list[i]->relocs[k];
			unsigned seen = 0;
			if (!reloc_is_map(programs, reloc))
				continue;
			while (seen < found && !same_map(programs, maps[seen], reloc))
				seen++;
			if (seen == found)
				maps[found++] = reloc;
		}
	}
	free(maps);
	return found;
}

int programs_read(struct programs *programs, const char *name, const void *bytes, size_t size)
{
	*programs = (struct programs){.image = xcalloc(1, sizeof(struct image))};
	if (image_read(programs->image, name, bytes, size) || read_functions(programs, name))
		return -1;
	for (size_t i = 0; i < programs->count; i++) {
		struct program *program = &programs->at[i];
		read_relocs(programs->image, &programs->image->sections[program->section_index],
			    program);
		program_find_back_edge(program);
		program->stack = program_find_stack(program);
		program->map_count =
			programs_count_maps(programs, &(const struct program *){program}, 1);
	}
	return 0;
}

void programs_release(struct programs *programs)
{
	for (size_t i = 0; i < programs->count; i++) {
		free(programs->at[i].insns);
		free(programs->at[i].relocs);
	}
	free(programs->at);
	if (programs->image)
		image_release(programs->image);
	free(programs->image);
	*programs = (struct programs){0};
}

bool program_is_entry(const struct program *program)
{
	return program->global && strcmp(program->section, ".text") != 0;
}

const struct reloc *program_reloc(const struct program *program, size_t insn)
{
	size_t low = 0, high = program->reloc_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (program->relocs[middle].insn < insn)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == program->reloc_count || program->relocs[low].insn != insn)
		return NULL;
	return &program->relocs[low];
}

static const struct program *function_at(const struct programs *programs, uint32_t section,
					 uint64_t offset)
{
	size_t low = 0, high = programs->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct program *at = &programs->at[middle];
		if (at->section_index < section ||
		    (at->section_index == section && at->offset < offset))
			low = middle + 1;
		else
			high = middle;
	}
	if (low == programs->count || programs->at[low].section_index != section ||
	    programs->at[low].offset != offset)
		return NULL;
	return &programs->at[low];
}

const struct program *program_callee(const struct programs *programs, const struct program *from,
				     size_t insn)
{
	const struct reloc *reloc = program_reloc(from, insn);
	/* The instruction holds the addend: a load's in bytes, a call's in instructions and
	 * relative to the next instruction. */
	int64_t imm = from->insns[insn].imm;
	int64_t distance = from->insns[insn].opcode == OP_CALL ? (imm + 1) * INSN_SIZE : imm;

	if (reloc)
		return function_at(programs, reloc->section_index,
				   reloc->value + (uint64_t)distance);
	return function_at(programs, from->section_index,
			   from->offset + insn * INSN_SIZE + (uint64_t)distance);
}
