/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A panic ends the program. In three steps:
 *
 * 1. Before anything is optimised, every way in which the panic handler diverges (unreachable, an
 *    endless loop) and every llvm.trap becomes a call of a marker, an undefined function of ours
 * that does not return. The handler's side effects before it stay. It must come first: an
 *    `unreachable_unchecked()` that an optimiser sees deletes the very checks that lead to it.
 * 2. Everything is inlined; the handler last, when what it calls has been inlined into it, so that
 * a panic inside the handler shows as a call of itself. That call becomes a marker, too.
 * 3. In each entry point, every marker call becomes a branch to one block that returns.
 *
 * Under rustc's own LTO the handler has been inlined before we see it. Then its ends cannot be told
 * from the user's: those of every function that does not return, and every endless loop, count as
 * its. With thin LTO the handler is there as well, and copies of it are in core's panic functions.
 */
#include "ir/prepare/panic.h"

#include <stdlib.h>
#include <string.h>

#include "ir/analysis/cfg.h"
#include "ir/analysis/functions.h"
#include "ir/llvm/module.h"
#include "ir/prepare/held.h"

/* Appends "call marker; unreachable" where the builder stands. */
static void build_marker(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder)
{
	LLVMValueRef marker = function_panic_marker(ir, module);
	llvm.BuildCall2(builder, llvm.GlobalGetValueType(marker), marker, NULL, 0, "");
	llvm.BuildUnreachable(builder);
}

/* Ends the block at the instruction with a marker call. */
static void end_in_marker(struct ir *ir, LLVMModuleRef module, LLVMValueRef instruction)
{
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	llvm.SetCurrentDebugLocation2(builder, llvm.InstructionGetDebugLoc(instruction));
	ir_cut_block(ir, builder, instruction);
	build_marker(ir, module, builder);
	llvm.DisposeBuilder(builder);
}

static int mark_unreachables(struct ir *ir, LLVMModuleRef module, LLVMValueRef function)
{
	int changed = 0;
	for (LLVMBasicBlockRef block = llvm.GetFirstBasicBlock(function); block;
	     block = llvm.GetNextBasicBlock(block)) {
		LLVMValueRef terminator = llvm.GetBasicBlockTerminator(block);
		if (!terminator || !llvm.IsAUnreachableInst(terminator))
			continue;
		end_in_marker(ir, module, terminator);
		changed++;
	}
	return changed;
}

/* Redirects the edges that close the loop to a block that calls the marker. */
static void break_loop(struct ir *ir, LLVMModuleRef module, LLVMValueRef function,
		       const struct cfg *cfg, size_t header)
{
	LLVMBasicBlockRef target = cfg->blocks[header];
	LLVMBasicBlockRef end = llvm.AppendBasicBlockInContext(ir->context, function, "panic");
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	llvm.PositionBuilderAtEnd(builder, end);
	LLVMValueRef last = llvm.GetBasicBlockTerminator(target);
	llvm.SetCurrentDebugLocation2(builder, llvm.InstructionGetDebugLoc(last));
	build_marker(ir, module, builder);
	llvm.DisposeBuilder(builder);

	bool *inside = cfg_reached_from(cfg, header);
	for (size_t i = 0; i < cfg->count; i++) {
		if (!inside[i])
			continue;
		LLVMValueRef terminator = llvm.GetBasicBlockTerminator(cfg->blocks[i]);
		unsigned count = llvm.GetNumSuccessors(terminator);
		for (unsigned s = 0; s < count; s++) {
			if (llvm.GetSuccessor(terminator, s) != target)
				continue;
			llvm.SetSuccessor(terminator, s, end);
			ir_drop_incoming(ir, target, cfg->blocks[i]);
		}
	}
	free(inside);
}

static int mark_endless_loops(struct ir *ir, LLVMModuleRef module, LLVMValueRef function)
{
	int changed = 0;
	for (;;) {
		struct cfg cfg;
		size_t header;
		cfg_init(&cfg, function);
		bool found = cfg_find_endless(&cfg, &header);
		if (found)
			break_loop(ir, module, function, &cfg, header);
		cfg_release(&cfg);
		if (!found)
			return changed;
		changed++;
	}
}

static int mark_traps(struct ir *ir, LLVMModuleRef module, LLVMValueRef function)
{
	int changed = 0;
	LLVMBasicBlockRef block, next;
	for (block = llvm.GetFirstBasicBlock(function); block; block = next) {
		next = llvm.GetNextBasicBlock(block);
		for (LLVMValueRef at = llvm.GetFirstInstruction(block); at;
		     at = llvm.GetNextInstruction(at)) {
			if (!ir_calls(at, "llvm.trap") && !ir_calls(at, "llvm.ubsantrap"))
				continue;
			end_in_marker(ir, module, at);
			changed++;
			break;
		}
	}
	return changed;
}

/* What an optimiser concluded about a handler that diverges ("reads no memory") is no longer true.
 */
static void drop_inferred_attributes(LLVMValueRef function)
{
	static const char *const attributes[] = {"memory",    "nofree",     "nosync",
						 "norecurse", "willreturn", "mustprogress"};
	for (size_t i = 0; i < sizeof(attributes) / sizeof(attributes[0]); i++)
		ir_remove_attribute(function, attributes[i]);
}

static int mark_ends(struct ir *ir, LLVMModuleRef module, LLVMValueRef function)
{
	drop_inferred_attributes(function);
	return mark_unreachables(ir, module, function) + mark_endless_loops(ir, module, function);
}

/* A function of core::panicking that does not return. */
static bool is_panic_function(LLVMValueRef function)
{
	return strstr(ir_name(function), "4core9panicking") &&
	       ir_has_attribute(function, "noreturn");
}

static bool has_handler(LLVMModuleRef module)
{
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f)) {
		if (function_is_panic_handler(f))
			return true;
	}
	return false;
}

int panic_mark_handler(struct ir *ir, LLVMModuleRef module)
{
	bool handler = has_handler(module);
	int changed = 0;
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f)) {
		if (llvm.IsDeclaration(f))
			continue;
		changed += mark_traps(ir, module, f);
		if (handler ? function_is_panic_handler(f) || is_panic_function(f)
			    : ir_has_attribute(f, "noreturn"))
			changed += mark_ends(ir, module, f);
		else if (!handler)
			changed += mark_endless_loops(ir, module, f);
	}
	return changed;
}

int panic_mark_inlined_handler(struct ir *ir, LLVMModuleRef module)
{
	int changed = 0;
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f)) {
		if (llvm.IsDeclaration(f) || !function_is_panic_handler(f))
			continue;
		/* A panic inside the handler. */
		for (LLVMBasicBlockRef block = llvm.GetFirstBasicBlock(f); block;
		     block = llvm.GetNextBasicBlock(block)) {
			for (LLVMValueRef at = llvm.GetFirstInstruction(block); at;
			     at = llvm.GetNextInstruction(at)) {
				if (!ir_calls(at, ir_name(f)))
					continue;
				end_in_marker(ir, module, at);
				changed++;
				break;
			}
		}
		changed += mark_ends(ir, module, f);
		ir_remove_attribute(f, "noinline");
		ir_add_attribute(ir, f, "alwaysinline");
	}
	return changed;
}

/* ---- late: markers become returns ---- */

static LLVMBasicBlockRef return_block(struct ir *ir, LLVMValueRef function)
{
	LLVMBasicBlockRef block =
		llvm.AppendBasicBlockInContext(ir->context, function, "panic_return");
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	llvm.PositionBuilderAtEnd(builder, block);
	LLVMTypeRef type = llvm.GetReturnType(llvm.GlobalGetValueType(function));
	if (llvm.GetTypeKind(type) == LLVMVoidTypeKind)
		llvm.BuildRetVoid(builder);
	else if (llvm.GetTypeKind(type) == LLVMIntegerTypeKind)
		llvm.BuildRet(
			builder,
			llvm.ConstInt(type, (unsigned long long)ir->opts->panic_return, true));
	else
		llvm.BuildRet(builder, llvm.ConstNull(type));
	llvm.DisposeBuilder(builder);
	return block;
}

/* The instruction that ends the block in a panic, or NULL. */
typedef LLVMValueRef (*find_end)(LLVMBasicBlockRef block);

static LLVMValueRef find_unreachable(LLVMBasicBlockRef block)
{
	LLVMValueRef terminator = llvm.GetBasicBlockTerminator(block);
	return llvm.IsAUnreachableInst(terminator) ? terminator : NULL;
}

static int return_instead(struct ir *ir, LLVMValueRef function, find_end find)
{
	LLVMBasicBlockRef returning = NULL;
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	int changed = 0;
	for (LLVMBasicBlockRef block = llvm.GetFirstBasicBlock(function); block;
	     block = llvm.GetNextBasicBlock(block)) {
		LLVMValueRef end = find(block);
		if (!end)
			continue;
		if (!returning)
			returning = return_block(ir, function);
		llvm.SetCurrentDebugLocation2(builder, llvm.InstructionGetDebugLoc(end));
		ir_cut_block(ir, builder, end);
		llvm.BuildBr(builder, returning);
		changed++;
	}
	llvm.DisposeBuilder(builder);
	return changed;
}

static int for_each_entry(struct ir *ir, LLVMModuleRef module, find_end find)
{
	int changed = 0;
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f)) {
		/* Elsewhere a return would not end the program. */
		if (function_is_entry(ir, f))
			changed += return_instead(ir, f, find);
	}
	return changed;
}

int panic_return_at_markers(struct ir *ir, LLVMModuleRef module)
{
	return for_each_entry(ir, module, function_find_panic);
}

int panic_return_at_unreachable(struct ir *ir, LLVMModuleRef module)
{
	int changed = held_give_back(ir, module, true);
	changed += for_each_entry(ir, module, find_unreachable);
	/* Control never gets there; the verifier has to see that each function ends in a return. */
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f)) {
		if (!function_is_entry(ir, f))
			changed += return_instead(ir, f, find_unreachable);
	}
	return changed;
}
