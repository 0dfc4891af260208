/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Gives Rust's numbers the names that clang gives C's. BTF is read as C: bpftool's skeletons
 * declare variables by these names, and CO-RE compares them with those of the kernel.
 */
#include <stdbool.h>
#include <string.h>

#include "elf/btf/btf.h"
#include "elf/btf/parts.h"

/* By name and size, because a char of Rust has four bytes and one of C has one. An i8 is a 'signed
 * char': whether a plain char has a sign differs between machines, and the skeleton's reader may
 * run on any. An i64 is the kernel's __s64, an isize what C calls long. */
static const struct number {
	const char *rust;
	uint32_t size; /* in bytes */
	const char *c;
} numbers[] = {
	{"i8", 1, "signed char"},    {"u8", 1, "unsigned char"},
	{"i16", 2, "short"},         {"u16", 2, "unsigned short"},
	{"i32", 4, "int"},           {"u32", 4, "unsigned int"},
	{"i64", 8, "long long"},     {"u64", 8, "unsigned long long"},
	{"isize", 8, "long"},        {"usize", 8, "unsigned long"},
	{"i128", 16, "__int128"},    {"u128", 16, "unsigned __int128"},
	{"char", 4, "unsigned int"}, {"bool", 1, "_Bool"},
	{"f16", 2, "_Float16"},      {"f32", 4, "float"},
	{"f64", 8, "double"},        {"f128", 16, "_Float128"},
};

static const char *c_name(const char *name, uint32_t size)
{
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
		if (strcmp(numbers[i].rust, name) == 0 && numbers[i].size == size)
			return numbers[i].c;
	return NULL;
}

void btf_name_numbers(struct btf *btf)
{
	for (size_t i = 1; i < btf->type_count; i++) {
		uint32_t *words = btf->types[i].words;
		unsigned kind = btf_kind(&btf->types[i]);
		if (kind != BTF_INT && kind != BTF_FLOAT)
			continue;
		const char *name =
			c_name(btf_string(btf, words[BTF_WORD_NAME]), words[BTF_WORD_SIZE]);
		if (name)
			words[BTF_WORD_NAME] = btf_add_string(btf, name);
	}
}
