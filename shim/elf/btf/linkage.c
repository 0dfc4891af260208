/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Makes the linkage of functions and variables and the DATASECs agree with the symbol table.
 * Loaders look up a variable with global linkage by its symbol. The kernel verifies a function with
 * global linkage separately, with unknown arguments, unless it is the entry point.
 */
#include <libelf.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "elf/btf/btf.h"
#include "elf/btf/parts.h"
#include "elf/image/image.h"

#define SECINFO_BYTES (SECINFO_WORDS * sizeof(uint32_t))

static bool is_entry(const struct image *image, const struct btf_ext_record *func)
{
	if (strcmp(image->sections[func->section].name, ".text") == 0)
		return false;
	for (size_t i = 1; i < image->symbol_count; i++) {
		const struct image_symbol *symbol = &image->symbols[i];
		if (symbol->keep && symbol->type == STT_FUNC && symbol->bind == STB_GLOBAL &&
		    symbol->section == func->section && symbol->value == func->offset)
			return true;
	}
	return false;
}

static void fixup_functions(struct btf *btf, const struct image *image)
{
	for (size_t i = 1; i < btf->type_count; i++)
		if (btf_kind(&btf->types[i]) == BTF_FUNC && btf_vlen(&btf->types[i]) != BTF_EXTERN)
			btf_set_vlen(&btf->types[i], BTF_STATIC);
	for (size_t i = 0; i < btf->func_info.count; i++)
		if (is_entry(image, &btf->func_info.at[i]))
			btf_set_vlen(&btf->types[btf->func_info.at[i].func.type_id], BTF_GLOBAL);
}

/* True if a kept global symbol has this name. It must be undefined if 'external', else defined. */
static bool has_global(const struct image *image, const char *name, bool external)
{
	for (size_t i = 1; i < image->symbol_count; i++) {
		const struct image_symbol *symbol = &image->symbols[i];
		if (symbol->keep && symbol->bind != STB_LOCAL && !symbol->section == external &&
		    strcmp(symbol->name, name) == 0)
			return true;
	}
	return false;
}

/* No loader looks up a static variable by its symbol, so it may have a readable name. */
static void name_static(struct btf *btf, struct btf_type *type)
{
	char *name = btf_path_name(btf_string(btf, type->words[BTF_WORD_NAME]));

	type->words[BTF_WORD_NAME] = btf_add_string(btf, name);
	free(name);
}

static void fixup_variables(struct btf *btf, const struct image *image)
{
	struct buf legal = {0};

	for (size_t i = 1; i < btf->type_count; i++) {
		struct btf_type *type = &btf->types[i];
		if (btf_kind(type) != BTF_VAR || type->words[BTF_WORD_LINKAGE] == BTF_EXTERN)
			continue;
		const char *name = btf_string(btf, type->words[BTF_WORD_NAME]);
		buf_release(&legal);
		btf_legal_name(&legal, name);
		if (strcmp(legal.data, name) != 0 || !has_global(image, name, false))
			type->words[BTF_WORD_LINKAGE] = BTF_STATIC;
		if (type->words[BTF_WORD_LINKAGE] == BTF_STATIC)
			name_static(btf, type);
	}
	buf_release(&legal);
}

/* Before 6.12 the kernel accepts only identifiers and dots in a DATASEC's name. */
static bool is_datasec_name(const char *name)
{
	for (const char *c = name; *c; c++)
		if (!((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
		      (*c >= '0' && *c <= '9' && c != name) || *c == '_' || *c == '.'))
			return false;
	return *name != '\0';
}

static int by_offset(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;
	return (x[SECINFO_OFFSET] > y[SECINFO_OFFSET]) - (x[SECINFO_OFFSET] < y[SECINFO_OFFSET]);
}

static void append_entries(struct btf_type *to, const struct btf_type *from)
{
	unsigned had = btf_vlen(to), more = btf_vlen(from);

	if (had + more > 0xffff)
		return;
	to->word_count += more * SECINFO_WORDS;
	to->words = xreallocarray(to->words, to->word_count, sizeof(*to->words));
	memcpy(to->words + BTF_WORDS + (size_t)had * SECINFO_WORDS, from->words + BTF_WORDS,
	       (size_t)more * SECINFO_BYTES);
	btf_set_vlen(to, had + more);
}

/* Keeps the entries that the kernel accepts: ascending, disjoint, not empty, inside the section
 * and not smaller than their type. LLVM shrinks a variable that is used only in part, but not
 * its type. */
static void sanitize_entries(const struct btf *btf, struct btf_type *datasec, uint64_t size)
{
	unsigned kept = 0;
	uint64_t end = 0;

	if (btf_vlen(datasec))
		qsort(btf_entry(datasec, 0), btf_vlen(datasec), SECINFO_BYTES, by_offset);
	for (unsigned i = 0; i < btf_vlen(datasec); i++) {
		const uint32_t *entry = btf_entry(datasec, i);
		if (entry[SECINFO_OFFSET] < end || !entry[SECINFO_SIZE] ||
		    (uint64_t)entry[SECINFO_OFFSET] + entry[SECINFO_SIZE] > size ||
		    btf_size(btf, entry[SECINFO_TYPE]) > entry[SECINFO_SIZE])
			continue;
		end = (uint64_t)entry[SECINFO_OFFSET] + entry[SECINFO_SIZE];
		memmove(btf_entry(datasec, kept++), entry, SECINFO_BYTES);
	}
	btf_set_vlen(datasec, kept);
	datasec->word_count = BTF_WORDS + kept * SECINFO_WORDS;
}

/* .ksyms and .kconfig are not sections of the file. Keeps the externs that the code still refers
 * to. */
static void filter_externs(const struct btf *btf, const struct image *image,
			   struct btf_type *datasec)
{
	unsigned kept = 0;

	for (unsigned i = 0; i < btf_vlen(datasec); i++) {
		const uint32_t *entry = btf_entry(datasec, i);
		const struct btf_type *type = &btf->types[entry[SECINFO_TYPE]];
		if (type->words &&
		    has_global(image, btf_string(btf, type->words[BTF_WORD_NAME]), true))
			memmove(btf_entry(datasec, kept++), entry, SECINFO_BYTES);
	}
	btf_set_vlen(datasec, kept);
	datasec->word_count = BTF_WORDS + kept * SECINFO_WORDS;
}

static void drop(struct btf_type *datasec)
{
	btf_set_vlen(datasec, 0);
	datasec->word_count = BTF_WORDS;
}

/* Returns the kept section that now holds the section of this name in the input file, or 0. */
static uint32_t section_now(const struct image *image, const char *name)
{
	for (uint32_t i = 1; i < image->section_count; i++) {
		uint32_t into = image->sections[i].output_section;
		if (strcmp(image->sections[i].input_name, name) == 0)
			return image->sections[into].keep ? into : 0;
	}
	return 0;
}

static void fixup_datasec(struct btf *btf, const struct image *image, uint32_t id,
			  uint32_t *datasec_of)
{
	struct btf_type *type = &btf->types[id];
	const char *name = btf_string(btf, type->words[BTF_WORD_NAME]);
	uint32_t section = section_now(image, name);

	if (strcmp(name, ".ksyms") == 0 || strcmp(name, ".kconfig") == 0) {
		filter_externs(btf, image, type);
	} else if (!section || !is_datasec_name(image->sections[section].name)) {
		drop(type);
	} else if (datasec_of[section]) {
		append_entries(&btf->types[datasec_of[section]], type);
		drop(type);
	} else {
		datasec_of[section] = id;
	}
}

static void fixup_datasecs(struct btf *btf, const struct image *image)
{
	uint32_t *datasec_of = xcalloc(image->section_count, sizeof(*datasec_of));

	for (uint32_t i = 1; i < btf->type_count; i++)
		if (btf_kind(&btf->types[i]) == BTF_DATASEC)
			fixup_datasec(btf, image, i, datasec_of);
	for (size_t i = 1; i < image->section_count; i++) {
		if (!datasec_of[i])
			continue;
		const struct image_section *section = &image->sections[i];
		struct btf_type *type = &btf->types[datasec_of[i]];
		sanitize_entries(btf, type, section->size);
		type->words[BTF_WORD_NAME] = btf_add_string(btf, section->name);
		type->words[BTF_WORD_SIZE] = (uint32_t)section->size;
	}
	free(datasec_of);
}

void btf_fixup_linkage(struct btf *btf, const struct image *image)
{
	fixup_functions(btf, image);
	fixup_variables(btf, image);
	fixup_datasecs(btf, image);
}
