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
#include "ir/emit/frame.h"
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

/* A place in the source that code is from. */
struct place {
	LLVMMetadataRef location;
	struct diag_where where; /* its function is the one that the code is in */
	char *calls;             /* owned: as lines_calls() gives them; NULL: none */
};

struct places {
	struct place *at;
	size_t count;
};

/* The functions that were inlined into each other until the location, the outermost first. */
static char *calls_of(struct ir *ir, LLVMMetadataRef location)
{
	char *calls = NULL;

	/* The outermost is the function that the code is in. */
	for (; location && llvm.DILocationGetInlinedAt(location);
	     location = ir_own_location(llvm.DILocationGetInlinedAt(location))) {
		char *name = metadata_function(ir, location);
		char *joined = calls ? xasprintf("%s\n%s", name ? name : "?", calls)
				     : xstrdup(name ? name : "?");
		free(name);
		free(calls);
		calls = joined;
	}
	return calls;
}

/* The line table does not tell the same line's code here and there apart: what both ways there
 * begin with is kept, and the function that the line is in. */
static void join_calls(struct place *place, char *calls)
{
	size_t same = 0;
	const char *a = place->calls, *b = calls;

	if (a && b && strcmp(a, b) == 0) {
		free(calls);
		return;
	}
	if (!a || !b) {
		free(place->calls);
		free(calls);
		place->calls = NULL;
		return;
	}
	for (size_t i = 0; a[i] && a[i] == b[i]; i++)
		if (a[i] == '\n')
			same = i + 1;
	const char *last = strrchr(a, '\n');
	char *joined = xasprintf("%.*s(several callers)\n%s", (int)same, a, last ? last + 1 : a);
	free(place->calls);
	free(calls);
	place->calls = joined;
}

/* Code that was inlined from core has got the line of the program's own already. */
static void note_code(struct ir *ir, struct places *places, struct names *seen,
		      const char *function, LLVMValueRef at)
{
	LLVMMetadataRef location = ir_own_location(llvm.InstructionGetDebugLoc(at));
	if (!location)
		return;
	char *key = xasprintf("%p %s", (void *)location, function);
	bool is_new = names_add(seen, key, strlen(key));
	free(key);
	struct diag_where where = ir_where_location(location);
	where.function = function;
	if (!is_new || !where.file)
		return;
	for (size_t i = 0; i < places->count; i++) {
		struct place *place = &places->at[i];
		if (place->where.function == where.function && place->where.line == where.line &&
		    place->where.column == where.column &&
		    strcmp(place->where.file, where.file) == 0) {
			join_calls(place, calls_of(ir, location));
			return;
		}
	}
	places->at = xreallocarray(places->at, places->count + 1, sizeof(*places->at));
	places->at[places->count++] = (struct place){
		.location = location, .where = where, .calls = calls_of(ir, location)};
}

static void add_places(struct ir *ir, struct lines *lines, struct places *places)
{
	for (size_t i = 0; i < places->count; i++) {
		struct place *place = &places->at[i];
		char *function = metadata_function(ir, place->location);
		LLVMMetadataRef file =
			llvm.DIScopeGetFile(llvm.DILocationGetScope(place->location));
		if (function)
			lines_add_function(lines, directory_of(file),
					   (struct line_name){.name = function,
							      .file = place->where.file,
							      .line = place->where.line,
							      .column = place->where.column,
							      .inside = place->where.function,
							      .calls = place->calls});
		free(function);
		free(place->calls);
	}
	free(places->at);
}

static void note_functions(struct ir *ir, LLVMModuleRef module, struct lines *lines)
{
	struct names seen = {0};
	struct places places = {0};

	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f))
		for (LLVMValueRef at = ir_first_instruction(f); at; at = ir_next_instruction(at))
			note_code(ir, &places, &seen, ir_name(f), at);
	add_places(ir, lines, &places);
	names_release(&seen);
}

static int by_place(const void *a, const void *b)
{
	const struct changed *x = a, *y = b;
	struct diag_where place_x = ir_where_location(x->location);
	struct diag_where place_y = ir_where_location(y->location);
	int order = strcmp(x->change, y->change);

	if (!order)
		order = (place_x.line > place_y.line) - (place_x.line < place_y.line);
	if (order || !place_x.file || !place_y.file)
		return order ? order : !place_y.file - !place_x.file;
	return strcmp(place_x.file, place_y.file);
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
	lines_release(lines);
	for (LLVMValueRef g = llvm.GetFirstGlobal(module); g; g = llvm.GetNextGlobal(g))
		note_variable(lines, g);
	if (ir->opts->report_file) {
		note_functions(ir, module, lines);
		frames_list(ir, module, lines);
	}
	note_changes(ir, lines);
}
