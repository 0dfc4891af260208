/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Inlining, with recursion followed level by level. */
#include "ir/merge/inline.h"

#include "base/names.h"
#include "base/text.h"
#include "ir/llvm/module.h"
#include "ir/llvm/passes.h"
#include "ir/merge/recursion.h"
#include "ir/merge/stall.h"
#include "ir/merge/subprograms.h"
#include "ir/prepare/dbg_records.h"
#include "ir/prepare/held.h"
#include "ir/prepare/panic.h"

/* How many levels of a recursion are followed, and how many instructions there may be after one:
 * when it is inlined, and when it is simplified, too. */
#define MAX_TURNS 64
#define MAX_INLINED 100000
#define MAX_INSTRUCTIONS 50000

int inline_lower_invokes(struct ir *ir, LLVMModuleRef module)
{
	int unwinding = 0;
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f))
		unwinding += !llvm.IsDeclaration(f) && llvm.HasPersonalityFn(f);
	if (unwinding && passes_lower_invokes(ir, module) < 0)
		return -1;
	return unwinding;
}

/* LLVM unrolls nothing in a function that is to be small; here loops hold recursive calls. */
static int simplify_level(struct ir *ir, LLVMModuleRef module)
{
	static const char small[] = "optsize";
	struct names dropped = {0};
	for (size_t i = 0; i < ir->entries.count; i++) {
		LLVMValueRef function = llvm.GetNamedFunction(module, ir->entries.at[i]);
		if (!ir_has_attribute(function, small))
			continue;
		ir_remove_attribute(function, small);
		names_add(&dropped, ir->entries.at[i], strlen(ir->entries.at[i]));
	}
	int err = passes_simplify_recursion(ir, module);
	for (size_t i = 0; i < dropped.count; i++)
		ir_add_attribute(ir, llvm.GetNamedFunction(module, dropped.at[i]), small);
	names_release(&dropped);
	return err;
}

/* Inlines one level of each recursion. Returns 1 if another one may follow, 0 if the module has
 * become too large for it, or -1 after reporting. */
static int unfold_level(struct ir *ir, LLVMModuleRef module)
{
	if (passes_inline(ir, module) < 0)
		return -1;
	/* LLVM moves them from call to call, each time all of them. */
	if (ir->debug_info && !ir->opts->dwarf)
		dbg_records_drop(ir, module);
	if (ir_count_module(module) > MAX_INLINED)
		return 0;
	if (simplify_level(ir, module) < 0)
		return -1;
	return ir_count_module(module) <= MAX_INSTRUCTIONS;
}

/* Until no recursive call is left, no end is in sight, or the module has become too large. */
static int unfold(struct ir *ir, LLVMModuleRef module, const struct recursion *recursion)
{
	struct stall stall = {0};
	int more = 1;

	for (int turn = 0; more > 0 && turn < MAX_TURNS; turn++) {
		if (stall_found(&stall, ir, recursion) || !recursion_turn(ir, recursion))
			break;
		more = unfold_level(ir, module);
	}
	stall_release(&stall);
	return more < 0 ? -1 : 0;
}

/* Of two calls one would be left, in the loop that the other has become. */
static bool calls_itself_once(LLVMValueRef function)
{
	unsigned calls = 0;
	for (LLVMUseRef use = llvm.GetFirstUse(function); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		calls += llvm.IsACallInst(user) && llvm.GetCalledValue(user) == function &&
			 llvm.GetBasicBlockParent(llvm.GetInstructionParent(user)) == function;
	}
	return calls == 1;
}

/* Of release builds, rustc has made loops of such calls. */
static int loop_tail_calls(struct ir *ir, LLVMModuleRef module)
{
	int err = 0;
	for (LLVMValueRef f = ir_first_function(ir, module); f && !err;
	     f = ir_next_function(ir, f)) {
		if (!calls_itself_once(f))
			continue;
		ir_focus(ir, f);
		err = passes_loop_tail_calls(ir, module);
		ir_focus(ir, NULL);
	}
	return err;
}

int inline_program(struct ir *ir, LLVMModuleRef module)
{
	struct recursion recursion;
	int err = loop_tail_calls(ir, module);
	if (err)
		return err;
	recursion_cut(ir, &recursion);
	err = passes_inline(ir, module);
	if (!err && panic_mark_inlined_handler(ir, module))
		err = passes_inline(ir, module);
	if (!err)
		err = unfold(ir, module, &recursion);
	return recursion_finish(ir, &recursion) < 0 ? -1 : err;
}

/* Panics in subprograms show late, as all do that stood behind a function pointer. */
int inline_end_panics(struct ir *ir, LLVMModuleRef module)
{
	while (subprograms_give_up_panics(ir, module)) {
		/* The function at work may go with this. */
		ir_focus(ir, NULL);
		if (passes_inline(ir, module) < 0)
			return -1;
	}
	if (held_give_back(ir, module, false) < 0)
		return -1;
	panic_return_at_markers(ir, module);
	return 0;
}
