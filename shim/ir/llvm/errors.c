/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* LLVM's own error texts. */
#include "ir/llvm/errors.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/diag.h"
#include "base/message.h"
#include "base/text.h"
#include "ir/llvm/assembly.h"
#include "ir/llvm/llvm.h"

/* LLVM's codegen errors that a Rust programmer should read in other words. */
static const struct {
	const char *llvm;
	const char *text;
	const char *help;
} translations[] = {
	{"unsupported signed division", "signed division is not supported by this instruction set",
	 NULL},
	{"XADD return value", "the result of an atomic operation needs instruction set v3",
	 "pass --cpu v3 (Linux 5.12 and later)"},
	{"unsupported dynamic stack allocation", "the size of a variable is known only at run time",
	 "give it a constant size"},
	{"Branch target out of insn range", "a branch reaches further than 32767 instructions",
	 "make the program smaller"},
};

/* Takes "'NAME'" out of LLVM's "A call to built-in function 'NAME' is not supported". */
static void report_builtin(const struct diag_where *where, const char *text)
{
	const char *start = strchr(text, '\'');
	const char *end = start ? strchr(start + 1, '\'') : NULL;
	if (!end) {
		diag_error_at(where, "%s", text);
		return;
	}
	char *name = xstrndup(start + 1, (size_t)(end - start - 1));
	diag_error_at(where, "the operation needs the library function '%s', which BPF lacks",
		      name);
	free(name);
}

/* The program's own calls have been looked at (emit_calls.c): the call of the library function that
 * the error before was about has one more fault. */
static bool is_about_builtin(const char *text)
{
	return diag_errors() && strstr(text, "only small returns supported");
}

/* Splits "FILE:LINE:COL: in function NAME TYPE: MESSAGE"; parts that are missing stay unset. The
 * pointers in *where point into *copy. */
static const char *split_text(char *copy, struct diag_where *where)
{
	char *mark = strstr(copy, ": in function ");
	if (!mark)
		return copy;
	*mark = '\0';
	char *function = mark + strlen(": in function ");
	char *message = strstr(function, ": ");
	char *end = strchr(function, ' ');
	if (!message || !end)
		return function;
	*end = '\0';
	where->function = function;
	if (!text_starts_with(copy, "<unknown>")) {
		char *column = strrchr(copy, ':');
		if (column) {
			*column = '\0';
			where->column = (unsigned)strtoul(column + 1, NULL, 10);
			char *line = strrchr(copy, ':');
			if (line) {
				*line = '\0';
				where->line = (unsigned)strtoul(line + 1, NULL, 10);
				where->file = copy;
			}
		}
	}
	return message + 2;
}

bool ir_is_stack_error(const char *description, struct names *functions)
{
	if (!strstr(description, "stack limit is exceeded"))
		return false;
	struct diag_where where = {0};
	char *copy = xstrdup(description);
	split_text(copy, &where);
	bool named = where.function;
	if (named)
		names_add(functions, where.function, strlen(where.function));
	free(copy);
	return named;
}

void ir_report_llvm_error(const char *description)
{
	struct diag_where where = {0};
	char *copy = xstrdup(description);
	const char *text = split_text(copy, &where);

	for (size_t i = 0; i < sizeof(translations) / sizeof(translations[0]); i++) {
		if (strstr(text, translations[i].llvm)) {
			diag_error_at(&where, "%s", translations[i].text);
			if (translations[i].help)
				diag_help("%s", translations[i].help);
			free(copy);
			return;
		}
	}
	if (strstr(text, "A call to built-in function"))
		report_builtin(&where, text);
	else if (is_about_builtin(text))
		; /* said already */
	else if (!assembly_report_global(text))
		diag_error_at(&where, "LLVM: %s", text);
	free(copy);
}

/* "Cannot select: 0x55...: i64,ch = AtomicFence ...", with the operands on lines of their own and
 * at the end "In function: NAME": only the operation and the function mean something to a reader.
 */
void ir_report_llvm_fatal(const char *reason)
{
	struct diag_where where = {0};
	char *copy = xstrdup(reason);
	char *function = strstr(copy, "In function: ");
	if (function) {
		where.function = function + strlen("In function: ");
		function[strlen("In function: ") + strcspn(where.function, "\n")] = '\0';
	}
	char *operation = strstr(copy, "Cannot select: ");
	if (operation) {
		char *name = strstr(operation, "intrinsic %");
		if (!name)
			name = strstr(operation, " = ");
		name = name ? name + (*name == ' ' ? 3 : (int)strlen("intrinsic %")) : operation;
		diag_error_at(&where, "BPF has no instruction for '%.*s'",
			      (int)strcspn(name, " <\n("), name);
	} else {
		diag_error_at(&where, "LLVM: %.*s", (int)strcspn(copy, "\n"), copy);
	}
	free(copy);
}
