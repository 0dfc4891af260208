/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Data layouts (LangRef, "Data Layout"): what the compiler has computed from sizes and alignments
 * stands in the code as numbers.
 */
#include "ir/merge/layout.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/diag.h"
#include "base/message.h"

#define POINTER_BITS 64

struct layout {
	unsigned long pointer_bits, index_bits;
	bool has_spaces; /* variables or functions are elsewhere than in address space 0 */
};

const char *layout_triple(LLVMModuleRef module)
{
	const char *has = llvm.GetTarget(module);
	if (strcmp(has, "bpfeb") == 0 || llvm.GetDataLayoutStr(module)[0] == 'E')
		return "bpfeb";
	return "bpfel";
}

/* "p[flags][n]:<size>:<abi>[:<pref>[:<idx>]]" of address space 0, behind its 'p'. */
static void read_pointer(struct layout *layout, char *word)
{
	char *field = word;
	while (isalpha((unsigned char)*field))
		field++;
	if (strtoul(field, &field, 10) || *field != ':')
		return;
	layout->pointer_bits = layout->index_bits = strtoul(field + 1, &field, 10);
	for (int i = 0; i < 3 && field; i++)
		field = strchr(field + (i > 0), ':');
	if (field)
		layout->index_bits = strtoul(field + 1, NULL, 10);
}

static struct layout read_layout(LLVMModuleRef module)
{
	struct layout layout = {.pointer_bits = POINTER_BITS, .index_bits = POINTER_BITS};
	char *text = xstrdup(llvm.GetDataLayoutStr(module)), *rest = text, *word;
	while ((word = strsep(&rest, "-"))) {
		if (*word == 'p')
			read_pointer(&layout, word + 1);
		else if (*word && strchr("APG", *word))
			layout.has_spaces |= strtoul(word + 1, NULL, 10) != 0;
	}
	free(text);
	return layout;
}

int layout_check(const struct input *in, LLVMModuleRef module)
{
	const struct diag_where where = {.file = in->name};
	struct layout layout = read_layout(module);
	bool fits = layout.pointer_bits == POINTER_BITS && layout.index_bits == POINTER_BITS;

	if (fits && !layout.has_spaces)
		return 0;
	if (!fits)
		diag_error_at(&where,
			      "was compiled for pointers of %lu bits, and BPF's have %u: '%s'",
			      layout.pointer_bits != POINTER_BITS ? layout.pointer_bits
								  : layout.index_bits,
			      POINTER_BITS, llvm.GetTarget(module));
	else
		diag_error_at(&where,
			      "was compiled for a machine with address spaces, and BPF has none: "
			      "'%s'",
			      llvm.GetTarget(module));
	diag_help("compile it with --target x86_64-unknown-linux-gnu or bpfel-unknown-none");
	return -1;
}
