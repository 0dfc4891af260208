/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Finding cycles of calls, and turning them. */
#include "ir/merge/recursion.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/diag.h"
#include "base/message.h"
#include "base/symbol.h"
#include "base/text.h"
#include "ir/analysis/functions.h"
#include "ir/llvm/metadata.h"
#include "ir/llvm/module.h"
#include "ir/llvm/source.h"

/* A walk over the calls, depth first. */
struct walk {
	struct ir *ir;
	struct recursion *recursion;
	LLVMValueRef *open; /* the functions that are being walked, the outermost first */
	size_t depth;
	LLVMValueRef *functions; /* all, by address */
	bool *seen;              /* by their place there */
	size_t count;
};

/* The function of this module that is called and has to be inlined; else NULL. The panic handler's
 * recursion is a matter of its own. */
static LLVMValueRef inlined_callee(LLVMValueRef at)
{
	LLVMValueRef callee =
		llvm.IsACallInst(at) ? llvm.IsAFunction(llvm.GetCalledValue(at)) : NULL;
	return callee && !llvm.IsDeclaration(callee) && !function_is_panic_handler(callee) &&
			       ir_has_attribute(callee, "alwaysinline")
		       ? callee
		       : NULL;
}

static size_t find(LLVMValueRef *functions, size_t count, LLVMValueRef function)
{
	size_t i = 0;
	while (i < count && functions[i] != function)
		i++;
	return i;
}

static int compare_functions(const void *a, const void *b)
{
	const LLVMValueRef *first = a, *second = b;
	uintptr_t x = (uintptr_t)*first, y = (uintptr_t)*second;
	return (x > y) - (x < y);
}

/* Stand-ins, which come later, are not walked. */
static void note_functions(struct walk *walk)
{
	LLVMModuleRef module = walk->ir->module;
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f))
		walk->count++;
	walk->functions = xcalloc(walk->count, sizeof(LLVMValueRef));
	walk->seen = xcalloc(walk->count, sizeof(bool));
	walk->open = xcalloc(walk->count, sizeof(LLVMValueRef));
	size_t i = 0;
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f))
		walk->functions[i++] = f;
	qsort(walk->functions, walk->count, sizeof(LLVMValueRef), compare_functions);
}

static bool *seen(const struct walk *walk, LLVMValueRef function)
{
	LLVMValueRef *at = bsearch(&function, walk->functions, walk->count, sizeof(LLVMValueRef),
				   compare_functions);
	return &walk->seen[at - walk->functions];
}

/* By its path, or that of the type whose method it is: "<core::iter::Map<..> as ..>::fold". */
static bool is_of_core(const char *name)
{
	name += *name == '<';
	return text_starts_with(name, "core::") || text_starts_with(name, "alloc::");
}

/* Adds the functions of the cycle behind its first, "'g', 'h'", that no cycle before had; those of
 * core, as Option::map(), are no news. */
static void describe_cycle(struct recursive *recursive, const struct walk *walk, size_t first)
{
	for (size_t i = first + 1; i < walk->depth; i++) {
		char *name = symbol_demangle(ir_name(walk->open[i]));
		char *quoted = xasprintf("'%s'", name);
		bool known = recursive->cycle.size && strstr(recursive->cycle.data, quoted);
		if (!known && !is_of_core(name))
			buf_printf(&recursive->cycle, "%s%s", recursive->cycle.size ? ", " : "",
				   quoted);
		free(quoted);
		free(name);
	}
}

LLVMValueRef recursion_stand_in(const struct ir *ir, const struct recursive *recursive)
{
	return llvm.GetNamedFunction(ir->module, recursive->again);
}

static const struct recursive *cut_at(struct walk *walk, LLVMValueRef function, size_t first)
{
	struct recursion *recursion = walk->recursion;
	for (size_t i = 0; i < recursion->count; i++) {
		if (recursion->at[i].function == function) {
			describe_cycle(&recursion->at[i], walk, first);
			return &recursion->at[i];
		}
	}
	recursion->at = xreallocarray(recursion->at, recursion->count + 1, sizeof(*recursion->at));
	struct recursive *recursive = &recursion->at[recursion->count++];
	*recursive = (struct recursive){
		.function = function,
		.again = xasprintf("__bpf_shim_again.%s", ir_name(function)),
		.linkage = llvm.GetLinkage(function),
	};
	if (!recursion_stand_in(walk->ir, recursive))
		llvm.AddFunction(walk->ir->module, recursive->again,
				 llvm.GlobalGetValueType(function));
	describe_cycle(recursive, walk, first);
	/* It is needed again when nothing calls it any more. */
	llvm.SetLinkage(function, LLVMExternalLinkage);
	return recursive;
}

static void set_callee(LLVMValueRef call, LLVMValueRef callee)
{
	llvm.SetOperand(call, (unsigned)llvm.GetNumOperands(call) - 1, callee);
}

static void walk_function(struct walk *walk, LLVMValueRef function)
{
	*seen(walk, function) = true;
	walk->open[walk->depth++] = function;
	for (LLVMValueRef at = ir_first_instruction(function); at; at = ir_next_instruction(at)) {
		LLVMValueRef callee = inlined_callee(at);
		if (!callee)
			continue;
		size_t first = find(walk->open, walk->depth, callee);
		if (first < walk->depth)
			set_callee(at, recursion_stand_in(walk->ir, cut_at(walk, callee, first)));
		else if (!*seen(walk, callee))
			walk_function(walk, callee);
	}
	walk->depth--;
}

void recursion_cut(struct ir *ir, struct recursion *recursion)
{
	struct walk walk = {.ir = ir, .recursion = recursion};
	note_functions(&walk);
	*recursion = (struct recursion){0};
	for (size_t i = 0; i < ir->entries.count; i++)
		walk_function(&walk, llvm.GetNamedFunction(ir->module, ir->entries.at[i]));
	free(walk.open);
	free(walk.functions);
	free(walk.seen);
}

/* The next call of the stand-in in an entry point; NULL: there is none. */
static LLVMValueRef next_call(const struct ir *ir, const struct recursive *recursive)
{
	LLVMValueRef again = recursion_stand_in(ir, recursive);
	for (LLVMUseRef use = again ? llvm.GetFirstUse(again) : NULL; use;
	     use = llvm.GetNextUse(use)) {
		LLVMValueRef call = llvm.GetUser(use);
		if (function_is_entry(ir,
				      llvm.GetBasicBlockParent(llvm.GetInstructionParent(call))))
			return call;
	}
	return NULL;
}

unsigned recursion_turn(struct ir *ir, const struct recursion *recursion)
{
	unsigned turned = 0;
	for (size_t i = 0; i < recursion->count; i++) {
		LLVMValueRef call;
		while ((call = next_call(ir, &recursion->at[i]))) {
			set_callee(call, recursion->at[i].function);
			turned++;
		}
	}
	return turned;
}

/* The function of core that the user's own line calls; the caller frees it. NULL: the call is on
 * that line itself, or there is no debug info. */
static char *foreign_callee(struct ir *ir, LLVMValueRef call)
{
	LLVMMetadataRef at = llvm.InstructionGetDebugLoc(call), inner = NULL;
	LLVMMetadataRef own = ir_own_location(at);
	for (; at && at != own; at = llvm.DILocationGetInlinedAt(at))
		inner = at;
	return inner ? metadata_function(ir, inner) : NULL;
}

/* Recursion inside of core is not the user's to turn into a loop, nor to know the ways of. */
static void report_foreign(const struct diag_where *where, const char *name)
{
	diag_error_at(where, "the call of '%s' cannot be inlined (it calls itself)", name);
	diag_help("use another function, or a loop of your own");
}

static void report_own(const struct diag_where *where, const char *name, const struct buf *cycle)
{
	diag_error_at(where, "the call of '%s' cannot be inlined (recursion%s%s)", name,
		      cycle->size ? " through " : "", cycle->size ? cycle->data : "");
	diag_help("turn the recursion into a loop, or pass a depth that is known at build time");
}

static void report(struct ir *ir, const struct recursive *recursive, LLVMValueRef call)
{
	struct diag_where where = ir_where(call);
	char *name = symbol_demangle(ir_name(recursive->function));
	char *called = is_of_core(name) ? foreign_callee(ir, call) : NULL;
	if (is_of_core(name))
		report_foreign(&where, called ? called : name);
	else
		report_own(&where, name, &recursive->cycle);
	free(called);
	free(name);
}

int recursion_finish(struct ir *ir, struct recursion *recursion)
{
	int err = 0;
	for (size_t i = 0; i < recursion->count; i++) {
		struct recursive *recursive = &recursion->at[i];
		LLVMValueRef call = next_call(ir, recursive);
		if (call) {
			report(ir, recursive, call);
			err = -1;
		}
		llvm.SetLinkage(recursive->function, recursive->linkage);
		buf_release(&recursive->cycle);
		free(recursive->again);
	}
	free(recursion->at);
	return err;
}
