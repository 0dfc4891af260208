/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Functions that need more stack than there is, and the variables that need it. */
#include "ir/emit/frame.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/diag.h"
#include "base/message.h"
#include "base/names.h"
#include "elf/btf/lines.h"
#include "elf/code/program.h"
#include "ir/llvm/metadata.h"
#include "ir/llvm/module.h"
#include "ir/llvm/source.h"
#include "ir/prepare/dbg_records.h"

/* How many variables are named. */
#define MAX_NAMED 4
/* What is smaller than a register's spill is not what makes a frame too large. */
#define LEAST_NAMED 16

/* What is said about a function; the strings of 'where' live as long as LLVM's context. */
struct frame {
	struct diag_where where;
	unsigned size;        /* in bytes, as far as it is known */
	struct buf variables; /* as text */
};

struct variable {
	LLVMValueRef value;
	uint64_t size;
	LLVMMetadataRef description; /* DILocalVariable, or NULL */
	LLVMMetadataRef location;    /* of its declaration, or of its first use; or NULL */
};

struct variables {
	struct variable *at;
	size_t count;
};

static struct variable *find(struct variables *variables, LLVMValueRef value)
{
	for (size_t i = 0; i < variables->count; i++)
		if (variables->at[i].value == value)
			return &variables->at[i];
	return NULL;
}

static void collect(struct ir *ir, struct variables *variables, LLVMValueRef function,
		    uint64_t least)
{
	LLVMTargetDataRef layout = llvm.CreateTargetDataLayout(ir->machine);
	for (LLVMValueRef at = ir_first_instruction(function); at; at = ir_next_instruction(at)) {
		if (!llvm.IsAAllocaInst(at))
			continue;
		uint64_t size = llvm.ABISizeOfType(layout, llvm.GetAllocatedType(at));
		if (size < least)
			continue;
		variables->at =
			xreallocarray(variables->at, variables->count + 1, sizeof(*variables->at));
		variables->at[variables->count++] = (struct variable){.value = at, .size = size};
	}
	llvm.DisposeTargetData(layout);
}

static void take_record(struct ir *ir, struct variables *variables, LLVMDbgRecordRef record)
{
	if (!dbg_record_is_in_memory(ir, record))
		return;
	LLVMValueRef value = llvm.DbgVariableRecordGetValue(record, 0);
	struct variable *variable = value ? find(variables, value) : NULL;
	if (!variable || variable->description)
		return;
	variable->description = llvm.DbgVariableRecordGetVariable(record);
	variable->location = llvm.DbgRecordGetDebugLoc(record);
}

/* Finds the names, and where there are none, a line. */
static void describe(struct ir *ir, struct variables *variables, LLVMValueRef function)
{
	for (LLVMValueRef at = ir_first_instruction(function); at; at = ir_next_instruction(at)) {
		LLVMDbgRecordRef record = llvm.has_records ? llvm.GetFirstDbgRecord(at) : NULL;
		for (; record; record = llvm.GetNextDbgRecord(record))
			take_record(ir, variables, record);
		LLVMMetadataRef location = llvm.InstructionGetDebugLoc(at);
		for (int i = 0; location && i < llvm.GetNumOperands(at); i++) {
			struct variable *used = find(variables, llvm.GetOperand(at, (unsigned)i));
			if (used && !used->location)
				used->location = location;
		}
	}
}

static int by_size(const void *a, const void *b)
{
	uint64_t x = ((const struct variable *)a)->size, y = ((const struct variable *)b)->size;
	return (x < y) - (x > y);
}

static void append_place(struct buf *text, LLVMMetadataRef location)
{
	struct diag_where where = ir_where_location(location);
	if (where.file)
		buf_printf(text, "%s:%u:%u", where.file, where.line, where.column);
	else
		buf_printf(text, "an unknown line");
}

/* The function that was inlined, and through which calls. */
static void append_calls(struct ir *ir, struct buf *text, LLVMMetadataRef location)
{
	LLVMMetadataRef call = llvm.DILocationGetInlinedAt(location);
	char *name = metadata_function(ir, location);
	if (call && name)
		buf_printf(text, " in '%s'", name);
	free(name);
	while ((call = call ? ir_own_location(call) : NULL)) {
		LLVMMetadataRef outer = llvm.DILocationGetInlinedAt(call);
		buf_printf(text, ", called at ");
		append_place(text, call);
		name = outer ? metadata_function(ir, call) : NULL;
		if (name)
			buf_printf(text, " in '%s'", name);
		free(name);
		call = outer;
	}
}

static void append_variable(struct ir *ir, struct buf *text, const struct variable *variable)
{
	char *name = variable->description ? metadata_name(ir, variable->description) : NULL;
	buf_printf(text, "%ju bytes for ", (uintmax_t)variable->size);
	if (name)
		buf_printf(text, "'%s'", name);
	else
		buf_printf(text, "a variable");
	free(name);
	if (variable->location)
		append_calls(ir, text, variable->location);
}

/* The largest first; the place is that of the largest. */
static void append_variables(struct ir *ir, LLVMValueRef function, struct frame *frame)
{
	struct variables variables = {0};
	collect(ir, &variables, function, LEAST_NAMED);
	describe(ir, &variables, function);
	if (variables.count)
		qsort(variables.at, variables.count, sizeof(*variables.at), by_size);
	for (size_t i = 0; i < variables.count && i < MAX_NAMED; i++) {
		buf_printf(&frame->variables, i ? "; " : ": ");
		append_variable(ir, &frame->variables, &variables.at[i]);
	}
	if (variables.count > MAX_NAMED)
		buf_printf(&frame->variables, "; and %zu more", variables.count - MAX_NAMED);
	LLVMMetadataRef location = variables.count && variables.at[0].location
					   ? ir_own_location(variables.at[0].location)
					   : NULL;
	if (location)
		frame->where = ir_where_location(location);
	free(variables.at);
}

/* Where it is declared; a variable without a name, where it is used first. */
static struct diag_where where_variable(const struct variable *variable, LLVMMetadataRef *file)
{
	struct diag_where where = {0};
	LLVMMetadataRef location = variable->location ? ir_own_location(variable->location) : NULL;
	unsigned len = 0;

	*file = NULL;
	if (variable->description) {
		*file = llvm.DIVariableGetFile(variable->description);
		const char *name = *file ? llvm.DIFileGetFilename(*file, &len) : NULL;
		where.file = len ? name : NULL;
		where.line = llvm.DIVariableGetLine(variable->description);
	} else if (location) {
		*file = llvm.DIScopeGetFile(llvm.DILocationGetScope(location));
		where = ir_where_location(location);
	}
	return where;
}

static void list_variable(struct ir *ir, struct lines *lines, const char *function,
			  const struct variable *variable)
{
	char *name = variable->description ? metadata_name(ir, variable->description) : NULL;
	LLVMMetadataRef file;
	struct diag_where where = where_variable(variable, &file);
	unsigned len = 0;
	const char *directory = file ? llvm.DIFileGetDirectory(file, &len) : NULL;

	lines_add_local(lines, len ? directory : "",
			(struct line_local){.function = function,
					    .name = name ? name : "(no name)",
					    .file = where.file,
					    .line = where.line,
					    .bytes = variable->size});
	free(name);
}

void frames_list(struct ir *ir, LLVMModuleRef module, struct lines *lines)
{
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f)) {
		struct variables variables = {0};
		collect(ir, &variables, f, 1);
		describe(ir, &variables, f);
		if (variables.count)
			qsort(variables.at, variables.count, sizeof(*variables.at), by_size);
		for (size_t i = 0; i < variables.count; i++)
			list_variable(ir, lines, ir_name(f), &variables.at[i]);
		free(variables.at);
	}
}

/* In bytes, as far as the code names them. */
static unsigned measure(const struct programs *programs, const char *function)
{
	for (size_t i = 0; i < programs->count; i++)
		if (strcmp(programs->at[i].name, function) == 0)
			return programs->at[i].stack;
	return 0;
}

void frames_note(struct ir *ir, LLVMModuleRef module, const struct buf *object)
{
	struct programs programs = {0};
	/* With other errors, who knows what the object is. */
	bool whole = !diag_errors() &&
		     programs_read(&programs, "emitted object", object->data, object->size) == 0;
	ir->frames = xcalloc(ir->too_deep.count, sizeof(*ir->frames));
	for (size_t i = 0; i < ir->too_deep.count; i++) {
		struct frame *frame = &ir->frames[i];
		const char *name = ir->too_deep.at[i];
		LLVMValueRef function = llvm.GetNamedFunction(module, name);
		frame->size = whole ? measure(&programs, name) : 0;
		if (function)
			append_variables(ir, function, frame);
		frame->where.function = name;
	}
	programs_release(&programs);
}

void frames_report(const struct ir *ir)
{
	unsigned most = ir->profile->max_stack;
	for (size_t i = 0; i < ir->too_deep.count; i++) {
		const struct frame *frame = &ir->frames[i];
		const char *variables = frame->variables.size ? frame->variables.data : "";
		if (frame->size > most)
			diag_error_at(&frame->where, "needs %u bytes of stack, and there are %u%s",
				      frame->size, most, variables);
		else
			diag_error_at(&frame->where, "needs more than %u bytes of stack%s", most,
				      variables);
		diag_help("move large variables into a per-cpu array map");
	}
}

void frames_release(struct ir *ir)
{
	for (size_t i = 0; ir->frames && i < ir->too_deep.count; i++)
		buf_release(&ir->frames[i].variables);
	free(ir->frames);
	ir->frames = NULL;
	names_release(&ir->too_deep);
}
