/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Makes names that every kernel accepts. One bad name makes the kernel reject all BTF of the object
 * (kernel/bpf/btf.c, btf_name_valid_identifier), and Rust's names are full of punctuation.
 */
#include <string.h>

#include "base/buf.h"
#include "base/symbol.h"
#include "base/text.h"
#include "elf/btf/parts.h"

#define NAME_MAX_LEN 127 /* KSYM_NAME_LEN - 1 before 6.1 */
#define HASH_LEN 9       /* '_' and eight digits */

static bool is_legal(const char *name)
{
	size_t len = 0;

	for (; name[len]; len++)
		if (!text_is_word_char(name[len]))
			return false;
	return len > 0 && len <= NAME_MAX_LEN && !(name[0] >= '0' && name[0] <= '9');
}

/* Puts one underscore between two words of the result. */
static void begin_word(struct buf *out)
{
	if (out->size && out->data[out->size - 1] != '_')
		buf_append_byte(out, '_');
}

static void add_word(struct buf *out, const char *word)
{
	begin_word(out);
	buf_append(out, word, strlen(word));
}

/* Returns the length of the bracketed text at 'text'. Sets *has_length if there is a ';' directly
 * inside the brackets, as in [T; N]. */
static size_t bracket_length(const char *text, bool *has_length)
{
	unsigned depth = 0;

	*has_length = false;
	for (size_t i = 0; text[i]; i++) {
		if (strchr("([{<", text[i]))
			depth++;
		else if (strchr(")]}>", text[i]) && !(i && text[i - 1] == '-'))
			depth--;
		if (depth == 0)
			return i + 1;
		*has_length |= depth == 1 && text[i] == ';';
	}
	return 0;
}

/* Returns the length of the module at 'text' with its '::', or 0 if there is no module. */
static size_t module_length(const char *text)
{
	bool ignored;
	size_t len = 0;

	while (text_is_word_char(text[len]))
		len++;
	if (text[0] == '{')
		len = bracket_length(text, &ignored);
	return len && text[len] == ':' && text[len + 1] == ':' ? len + 2 : 0;
}

/* Spells out &T, *T, [T], [T; N], (), (A, B), -> and -N; without a word, different types would get
 * one name. Returns how many characters it consumed. */
static size_t spell_out(struct buf *out, const char *name, bool after_word)
{
	bool has_length;

	if (name[0] == '&') {
		add_word(out, "ref");
	} else if (name[0] == '*') {
		add_word(out, "ptr");
	} else if (name[0] == '[') {
		bracket_length(name, &has_length);
		add_word(out, has_length ? "array" : "slice");
	} else if (name[0] == '-' && name[1] == '>') {
		add_word(out, "returns");
		return 2;
	} else if (name[0] == '-') {
		add_word(out, "minus");
	} else if (name[0] == '(' && !after_word && name[1] == ')') {
		add_word(out, "unit");
		return 2;
	} else if (name[0] == '(' && !after_word) {
		add_word(out, "tuple");
	}
	return 1;
}

static void spell(struct buf *out, const char *name)
{
	bool after_word = false;

	while (*name) {
		size_t len = module_length(name);
		if (len) {
			name += len;
			continue;
		}
		while (text_is_word_char(name[len]))
			len++;
		if (len == 0) {
			name += spell_out(out, name, after_word);
			after_word = false;
			continue;
		}
		begin_word(out);
		buf_append(out, name, len);
		name += len;
		after_word = true;
	}
}

/* FNV-1a: the name must be the same in every build. */
static uint32_t hash(const char *name)
{
	uint32_t h = 2166136261u;

	for (; *name; name++)
		h = (h ^ (unsigned char)*name) * 16777619u;
	return h;
}

char *btf_path_name(const char *symbol)
{
	char *name = symbol_demangle(symbol);

	for (char *path; (path = strstr(name, "::"));) {
		*path = '_';
		memmove(path + 1, path + 2, strlen(path + 2) + 1);
	}
	return name;
}

void btf_legal_name(struct buf *out, const char *name)
{
	if (is_legal(name)) {
		buf_append(out, name, strlen(name));
		return;
	}
	struct buf spelled = {0};
	spell(&spelled, name);
	if (spelled.size == 0)
		add_word(&spelled, "anon");
	if (spelled.data[0] >= '0' && spelled.data[0] <= '9')
		buf_append_byte(out, '_');
	size_t room = NAME_MAX_LEN - 1; /* the underscore before a digit takes one */
	if (spelled.size <= room) {
		buf_append(out, spelled.data, spelled.size);
	} else {
		buf_append(out, spelled.data, room - HASH_LEN);
		buf_printf(out, "_%08x", hash(name));
	}
	buf_release(&spelled);
}
