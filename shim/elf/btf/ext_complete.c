/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Completes func_info and line_info. The kernel wants func_info for each function of a program or
 * for none, exactly at its first instruction, and line_info there, too (kernel/bpf/verifier.c,
 * check_btf_func and check_btf_line). It rejects a program that breaks this. LLVM emits nothing for
 * functions without debug info.
 */
#include <libelf.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "elf/btf/btf.h"
#include "elf/btf/parts.h"
#include "elf/image/image.h"

#define OP_LD_IMM64 0x18

struct function {
	uint32_t section;
	uint64_t start, end; /* in its section, in bytes */
	const char *name;
};

static int by_location(const void *a, const void *b)
{
	const struct function *x = a, *y = b;
	if (x->section != y->section)
		return x->section < y->section ? -1 : 1;
	return (x->start > y->start) - (x->start < y->start);
}

static struct function *list_functions(const struct image *image, size_t *count)
{
	struct function *list = xcalloc(image->symbol_count + 1, sizeof(*list));

	*count = 0;
	for (size_t i = 1; i < image->symbol_count; i++) {
		const struct image_symbol *symbol = &image->symbols[i];
		if (symbol->keep && symbol->type == STT_FUNC &&
		    section_is_code(&image->sections[symbol->section]))
			list[(*count)++] = (struct function){.section = symbol->section,
							     .start = symbol->value,
							     .end = symbol->value + symbol->size,
							     .name = symbol->name};
	}
	qsort(list, *count, sizeof(*list), by_location);
	return list;
}

/* True if the record precedes the function. Records and functions are sorted alike. */
static bool is_before(const struct btf_ext_record *record, const struct function *function)
{
	if (record->section != function->section)
		return record->section < function->section;
	return record->offset < function->start;
}

static bool is_within(const struct btf_ext_record *record, const struct function *function)
{
	return record->section == function->section && record->offset >= function->start &&
	       record->offset < function->end;
}

/* Adds 'static void NAME(void)' for a function without debug info. */
static uint32_t add_function_type(struct btf *btf, const char *name, uint32_t *prototype)
{
	if (!*prototype)
		*prototype = btf_add_type(btf, BTF_FUNC_PROTO, 0, BTF_WORDS);
	char *readable = btf_path_name(name);
	uint32_t text = btf_add_string(btf, readable);
	free(readable);
	uint32_t id = btf_add_type(btf, BTF_FUNC, BTF_STATIC, BTF_WORDS);
	btf->types[id].words[BTF_WORD_NAME] = text;
	btf->types[id].words[BTF_WORD_TYPE] = *prototype;
	return id;
}

static void complete_func_info(struct btf *btf, const struct function *functions, size_t count)
{
	struct btf_ext_info old = btf->func_info;
	uint32_t prototype = 0;
	size_t at = 0;

	if (!old.count)
		return;
	btf->func_info = (struct btf_ext_info){0};
	for (size_t i = 0; i < count; i++) {
		const struct function *function = &functions[i];
		while (at < old.count && is_before(&old.at[at], function))
			at++;
		struct btf_ext_record record = {.section = function->section,
						.offset = (uint32_t)function->start};
		if (at < old.count && old.at[at].section == function->section &&
		    old.at[at].offset == function->start)
			record.func.type_id = old.at[at].func.type_id;
		else
			record.func.type_id = add_function_type(btf, function->name, &prototype);
		btf_add_ext_record(&btf->func_info, record);
	}
	free(old.at);
}

/* The kernel rejects line_info on the second half of a 64-bit load. */
static bool is_second_half(const struct image *image, const struct btf_ext_record *record)
{
	const struct image_section *section = &image->sections[record->section];

	return record->offset >= 8 && record->offset <= section->size &&
	       section->data[record->offset - 8] == OP_LD_IMM64;
}

static void add_line(struct btf *btf, const struct btf_ext_record *record)
{
	struct btf_ext_info *lines = &btf->line_info;

	if (lines->count && lines->at[lines->count - 1].section == record->section &&
	    lines->at[lines->count - 1].offset == record->offset)
		lines->at[lines->count - 1] = *record; /* the last line is the valid one */
	else
		btf_add_ext_record(lines, *record);
}

static void complete_line_info(struct btf *btf, const struct image *image,
			       const struct function *functions, size_t count)
{
	struct btf_ext_info old = btf->line_info;
	size_t at = 0;

	if (!old.count)
		return;
	btf->line_info = (struct btf_ext_info){0};
	for (size_t i = 0; i < count; i++) {
		const struct function *function = &functions[i];
		while (at < old.count && is_before(&old.at[at], function))
			at++;
		struct btf_ext_record first = {.section = function->section};
		if (at < old.count && is_within(&old.at[at], function))
			first = old.at[at];
		first.offset = (uint32_t)function->start;
		add_line(btf, &first);
		for (; at < old.count && is_within(&old.at[at], function); at++)
			if (!is_second_half(image, &old.at[at]))
				add_line(btf, &old.at[at]);
	}
	free(old.at);
}

void btf_complete_ext_info(struct btf *btf, const struct image *image)
{
	size_t count;
	struct function *functions = list_functions(image, &count);

	complete_func_info(btf, functions, count);
	complete_line_info(btf, image, functions, count);
	free(functions);
}
