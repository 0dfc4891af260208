/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Follows templates. */
#include "ir/templates.h"

#include "ir/analysis/loop.h"
#include "ir/llvm/clone.h"
#include "ir/llvm/module.h"
#include "ir/llvm/passes.h"
#include "ir/loops/bound_loop.h"

/* Texts and arguments of one template. */
#define MAX_PARTS 32
/* How many loops are tried in a function, and up to which size of it. */
#define MAX_TRIED 16
#define MAX_SIZE 4096

static bool is_constant_object(LLVMValueRef value)
{
	LLVMValueRef global = llvm.IsAGlobalVariable(value);
	return global && llvm.IsGlobalConstant(global);
}

/* The loop's header has a pointer that starts with a constant's address. */
static bool reads_constant(const struct loop *loop)
{
	LLVMValueRef phi = llvm.GetFirstInstruction(loop->cfg->blocks[loop->header]);
	for (; llvm.IsAPHINode(phi); phi = llvm.GetNextInstruction(phi)) {
		for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
			if (is_constant_object(llvm.GetIncomingValue(phi, i)))
				return true;
		}
	}
	return false;
}

static bool calls_by_address(const struct loop *loop)
{
	for (size_t i = 0; i < loop->count; i++) {
		LLVMValueRef at = llvm.GetFirstInstruction(loop->cfg->blocks[loop->blocks[i]]);
		for (; at; at = llvm.GetNextInstruction(at)) {
			LLVMValueRef callee = llvm.IsACallInst(at) ? llvm.GetCalledValue(at) : NULL;
			if (callee && llvm.IsAInstruction(callee))
				return true;
		}
	}
	return false;
}

/* The number of the first such loop from 'first' on; false when there is none. */
static bool find_template(LLVMValueRef function, unsigned first, unsigned *number)
{
	struct cfg cfg;
	size_t latch, header;
	bool found = false;
	cfg_init(&cfg, function);
	for (unsigned i = first; !found && cfg_back_edge(&cfg, i, &latch, &header); i++) {
		struct loop loop;
		found = loop_init(&loop, &cfg, header) && reads_constant(&loop) &&
			calls_by_address(&loop);
		loop_release(&loop);
		*number = i;
	}
	cfg_release(&cfg);
	return found;
}

static int unroll(struct ir *ir, LLVMModuleRef module)
{
	for (unsigned form = 0; form < PASSES_LOOP_FORMS; form++) {
		if (passes_form_loops(ir, module, form) < 0 ||
		    passes_unroll(ir, module, MAX_PARTS) < 0)
			return -1;
	}
	return 0;
}

/* LLVM unrolls nothing in a function that is to be small: here it has to. */
static int unroll_and_simplify(struct ir *ir, LLVMModuleRef module)
{
	bool small = ir_has_attribute(ir->focus, "optsize");
	if (small)
		ir_remove_attribute(ir->focus, "optsize");
	int err = unroll(ir, module);
	if (small)
		ir_add_attribute(ir, ir->focus, "optsize");
	return err ? err : passes_simplify(ir, module);
}

/* 1 when the loop was proved to end and has been unrolled, 0 when not, -1 after reporting. */
static int follow(struct ir *ir, LLVMModuleRef module, LLVMValueRef function, unsigned number)
{
	ir_focus(ir, function);
	LLVMValueRef copy = clone_function(ir, module, function);
	bool found = bound_loop(ir, module, ir_name(function), number, MAX_PARTS);
	int err = found ? unroll_and_simplify(ir, module) : 0;
	bool held = found && !err && bound_loop_held(function);
	if (held)
		clone_delete(ir, copy);
	else
		clone_restore(ir, function, copy);
	ir_focus(ir, NULL);
	return err ? -1 : held;
}

int templates_follow(struct ir *ir, LLVMModuleRef module)
{
	int followed = 0;
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f)) {
		unsigned number = 0;
		for (int tried = 0; tried < MAX_TRIED && !llvm.IsDeclaration(f); tried++) {
			if (ir_count_instructions(f) > MAX_SIZE ||
			    !find_template(f, number, &number))
				break;
			int held = follow(ir, module, f, number);
			if (held < 0)
				return -1;
			followed += held;
			number += !held;
		}
	}
	return followed;
}
