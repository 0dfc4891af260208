/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* From debug info to what the check and the report say of variables and functions. */
#include "ir/emit/sources.h"

#include <bsd/stdlib.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/message.h"
#include "base/names.h"
#include "base/text.h"
#include "ir/llvm/metadata.h"
#include "ir/llvm/module.h"
#include "ir/llvm/source.h"

static const char *directory_of(LLVMMetadataRef file)
{
	unsigned len;
	const char *directory = llvm.DIFileGetDirectory(file, &len);
	return len ? directory : "";
}

static void note_variable(struct lines *lines, LLVMValueRef global)
{
	unsigned len = 0;
	LLVMMetadataRef variable = metadata_variable(global);
	LLVMMetadataRef file = variable ? llvm.DIVariableGetFile(variable) : NULL;
	const char *name = file ? llvm.DIFileGetFilename(file, &len) : NULL;
	if (len)
		lines_add_variable(lines, directory_of(file),
				   (struct line_name){.name = ir_name(global),
						      .file = name,
						      .line = llvm.DIVariableGetLine(variable)});
}

/* Code that was inlined from core has got the line of the program's own already. */
static void note_code(struct ir *ir, struct lines *lines, struct names *seen, LLVMValueRef at)
{
	LLVMMetadataRef location = ir_own_location(llvm.InstructionGetDebugLoc(at));
	if (!location)
		return;
	struct diag_where where = ir_where_location(location);
	if (!where.file)
		return;
	char *key = xasprintf("%u:%u:%s", where.line, where.column, where.file);
	char *function = names_add(seen, key, strlen(key)) ? metadata_function(ir, location) : NULL;
	if (function)
		lines_add_function(
			lines, directory_of(llvm.DIScopeGetFile(llvm.DILocationGetScope(location))),
			(struct line_name){.name = function,
					   .file = where.file,
					   .line = where.line,
					   .column = where.column});
	free(function);
	free(key);
}

static int by_place(const void *a, const void *b)
{
	const struct changed *x = a, *y = b;
	unsigned line_x = llvm.DILocationGetLine(x->location);
	unsigned line_y = llvm.DILocationGetLine(y->location);
	int order = strcmp(x->change, y->change);

	return order ? order : (line_x > line_y) - (line_x < line_y);
}

/* In an order that does not depend on how the changes came about: each line of a file once. */
static void note_changes(struct ir *ir, struct lines *lines)
{
	struct names seen = {0};

	if (ir->changed_count)
		mergesort(ir->changed, ir->changed_count, sizeof(*ir->changed), by_place);
	for (size_t i = 0; i < ir->changed_count; i++) {
		LLVMMetadataRef location = ir->changed[i].location;
		struct diag_where where = ir_where_location(location);
		if (!where.file)
			continue;
		char *key = xasprintf("%s:%u:%s", ir->changed[i].change, where.line, where.file);
		LLVMMetadataRef file = llvm.DIScopeGetFile(llvm.DILocationGetScope(location));
		if (names_add(&seen, key, strlen(key)))
			lines_add_change(lines, directory_of(file),
					 (struct line_name){.name = ir->changed[i].change,
							    .file = where.file,
							    .line = where.line},
					 true);
		free(key);
	}
	names_release(&seen);
}

void sources_note(struct ir *ir, LLVMModuleRef module, struct lines *lines)
{
	struct names seen = {0};
	lines_release(lines);
	for (LLVMValueRef g = llvm.GetFirstGlobal(module); g; g = llvm.GetNextGlobal(g))
		note_variable(lines, g);
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f && ir->opts->report_file;
	     f = llvm.GetNextFunction(f))
		for (LLVMValueRef at = ir_first_instruction(f); at; at = ir_next_instruction(at))
			note_code(ir, lines, &seen, at);
	note_changes(ir, lines);
	names_release(&seen);
}
