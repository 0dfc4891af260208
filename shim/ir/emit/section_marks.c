/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "ir/emit/section_marks.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "elf/btf/marks.h"
#include "ir/llvm/module.h"

typedef bool (*visit_value)(LLVMModuleRef module, LLVMValueRef value, void *data);

/* True when 'visit' is of one function or variable. */
static bool any_value(LLVMModuleRef module, visit_value visit, void *data)
{
	LLVMValueRef value;
	for (value = llvm.GetFirstFunction(module); value; value = llvm.GetNextFunction(value))
		if (visit(module, value, data))
			return true;
	for (value = llvm.GetFirstGlobal(module); value; value = llvm.GetNextGlobal(value))
		if (visit(module, value, data))
			return true;
	return false;
}

static bool has_mark(LLVMModuleRef module, LLVMValueRef value, void *data)
{
	(void)module;
	const char *section = llvm.GetSection(value), *mark = data;
	return strstr(ir_name(value), mark) || (section && strstr(section, mark));
}

/* One that occurs in no name. */
static char *choose(LLVMModuleRef module)
{
	for (unsigned number = 0;; number++) {
		char *mark = xasprintf(".shim.%u", number);
		if (!any_value(module, has_mark, mark))
			return mark;
		free(mark);
	}
}

static bool mark_section(LLVMModuleRef module, LLVMValueRef value, void *data)
{
	struct section_marks *marks = data;
	const char *section = llvm.GetSection(value);
	if (!section ||
	    (!llvm.GetNamedFunction(module, section) && !llvm.GetNamedGlobal(module, section)))
		return false;
	char *marked = xasprintf("%s%s", section, marks->mark);
	names_add(&marks->marked, marked, strlen(marked));
	llvm.SetSection(value, marked);
	free(marked);
	return false;
}

void section_marks_set(struct section_marks *marks, LLVMModuleRef module)
{
	*marks = (struct section_marks){.mark = choose(module)};
	any_value(module, mark_section, marks);
}

/* The mark at the end of a section's name in its directive, or NULL. */
static char *find_in_directive(const struct section_marks *marks, const char *line, const char *end)
{
	size_t length = strlen(marks->mark);
	char *at = memmem(line, (size_t)(end - line), marks->mark, length);
	return at && (at[length] == ',' || at[length] == '"') ? at : NULL;
}

/* The mark in a string that is one of the names as a whole, or NULL. */
static char *find_in_string(const struct section_marks *marks, const char *text, const char *end)
{
	for (size_t i = 0; i < marks->marked.count; i++) {
		size_t length = strlen(marks->marked.at[i]);
		if ((size_t)(end - text) > length && text[length] == '"' &&
		    memcmp(text, marks->marked.at[i], length) == 0)
			return (char *)text + length - strlen(marks->mark);
	}
	return NULL;
}

/* Directives lose the mark. In the strings of BTF, whose lengths are counted, zeros take its place.
 */
static void cut_line(const struct section_marks *marks, struct buf *out, const char *line,
		     const char *end, bool in_btf)
{
	static const char string[] = "\t.ascii\t\"";
	bool is_string = in_btf && text_starts_with(line, string);
	char *at = NULL;
	if (is_string)
		at = find_in_string(marks, line + strlen(string), end);
	else if (text_starts_with(line, "\t.section\t"))
		at = find_in_directive(marks, line, end);
	if (at) {
		buf_append(out, line, (size_t)(at - line));
		for (size_t i = 0; is_string && i < strlen(marks->mark); i++)
			buf_printf(out, "\\000");
		line = at + strlen(marks->mark);
	}
	buf_append(out, line, (size_t)(end - line));
}

static void cut_assembly(const struct section_marks *marks, struct buf *text)
{
	struct buf cut = {0};
	bool in_btf = false;
	const char *end = text->data + text->size;
	for (const char *line = text->data, *next; line < end; line = next) {
		const char *newline = memchr(line, '\n', (size_t)(end - line));
		next = newline ? newline + 1 : end;
		if (text_starts_with(line, "\t.section\t"))
			in_btf = text_starts_with(line, "\t.section\t.BTF,");
		cut_line(marks, &cut, line, next, in_btf);
	}
	buf_release(text);
	*text = cut;
}

void section_marks_cut(const struct section_marks *marks, struct buf *out, LLVMCodeGenFileType type)
{
	if (!marks->marked.count || !out->size)
		return;
	if (type == LLVMObjectFile)
		marks_cut(out, &marks->marked, marks->mark);
	else
		cut_assembly(marks, out);
}

void section_marks_release(struct section_marks *marks)
{
	names_release(&marks->marked);
	free(marks->mark);
}
