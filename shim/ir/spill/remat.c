/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Loading again instead of spilling. Unrolled code likes to load a whole packet first and use the
 * bytes much later; with ten registers each of them then takes eight bytes of a 512-byte stack.
 * Where nothing writes in between, the value is loaded at each use: one instruction, as the reload
 * from the stack would be. The new loads are volatile, or instruction selection would merge them
 * again.
 */
#include "ir/spill/remat.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "ir/analysis/address.h"
#include "ir/analysis/cfg.h"
#include "ir/analysis/functions.h"
#include "ir/analysis/memory.h"
#include "ir/analysis/plan.h"
#include "ir/llvm/changed.h"
#include "ir/llvm/module.h"
#include "kernel/helpers.h"

#define SMALL_VARIABLE 64 /* bytes */
#define MAX_PIECES 2      /* that a load is made of */

struct reload {
	struct ir *ir;
	struct memory memory;
	LLVMBuilderRef builder;
	int changed;
};

/* ---- moving loads to their uses ---- */

/* Memory that only the program itself writes while it runs: not what a helper returned (map values,
 * which other processors write, too), also by a choice, nor what a pointer in memory leads to. */
static bool is_own_memory(LLVMValueRef base)
{
	return llvm.IsAAllocaInst(base) || llvm.IsAArgument(base) || llvm.IsAIntToPtrInst(base) ||
	       (llvm.IsAGlobalVariable(base) && llvm.IsGlobalConstant(base));
}

/* Not what addresses are made of: the verifier knows of a register what it has seen happen to it,
 * and a value that is loaded again has not been checked yet. */
static bool is_candidate(LLVMValueRef at)
{
	return llvm.IsALoadInst(at) && !llvm.GetVolatile(at) &&
	       llvm.GetOrdering(at) == LLVMAtomicOrderingNotAtomic &&
	       llvm.GetTypeKind(llvm.TypeOf(at)) == LLVMIntegerTypeKind &&
	       is_own_memory(address_base(llvm.GetOperand(at, 0))) && !address_is_made_of(at);
}

/* An operation on one value that costs next to nothing: a cast, or a shift by a constant. It may be
 * what is kept alive, so it moves with its load. */
static bool is_cheap(LLVMValueRef at)
{
	LLVMOpcode opcode = llvm.GetInstructionOpcode(at);
	return opcode == LLVMZExt || opcode == LLVMSExt || opcode == LLVMTrunc ||
	       (opcode == LLVMLShr && llvm.IsAConstantInt(llvm.GetOperand(at, 1)));
}

/* When the value is one byte of a wider load, trunc(load >> 8 * n), its address in memory. */
static bool is_byte_of(const struct ir *ir, LLVMValueRef value, LLVMValueRef load, uint64_t *offset)
{
	uint64_t shift = 0;
	if (llvm.GetInstructionOpcode(value) != LLVMTrunc ||
	    llvm.GetIntTypeWidth(llvm.TypeOf(value)) != 8)
		return false;
	LLVMValueRef inner = llvm.GetOperand(value, 0);
	if (inner != load) {
		if (!llvm.IsAInstruction(inner) || llvm.GetInstructionOpcode(inner) != LLVMLShr ||
		    llvm.GetOperand(inner, 0) != load ||
		    !llvm.IsAConstantInt(llvm.GetOperand(inner, 1)))
			return false;
		shift = llvm.ConstIntGetZExtValue(llvm.GetOperand(inner, 1));
	}
	uint64_t bytes = llvm.GetIntTypeWidth(llvm.TypeOf(load)) / 8;
	*offset = strcmp(ir->triple, "bpfeb") == 0 ? bytes - 1 - shift / 8 : shift / 8;
	return shift % 8 == 0;
}

static LLVMValueRef build_byte_load(struct reload *reload, LLVMValueRef load, uint64_t offset)
{
	LLVMTypeRef byte = llvm.Int8TypeInContext(reload->ir->context);
	LLVMValueRef index =
		llvm.ConstInt(llvm.Int64TypeInContext(reload->ir->context), offset, false);
	LLVMValueRef address =
		llvm.BuildGEP2(reload->builder, byte, llvm.GetOperand(load, 0), &index, 1, "");
	LLVMValueRef again = llvm.BuildLoad2(reload->builder, byte, address, "");
	llvm.SetVolatile(again, true);
	return again;
}

/* The address, computed anew where the builder stands, too: an offset to a base costs nothing
 * there. */
static LLVMValueRef build_address(struct reload *reload, LLVMValueRef address)
{
	if (!llvm.IsAInstruction(address) ||
	    llvm.GetInstructionOpcode(address) != LLVMGetElementPtr ||
	    llvm.GetNumOperands(address) != 2 || !llvm.IsAConstantInt(llvm.GetOperand(address, 1)))
		return address;
	LLVMValueRef copy = llvm.InstructionClone(address);
	llvm.SetOperand(copy, 0, build_address(reload, llvm.GetOperand(address, 0)));
	llvm.InsertIntoBuilder(reload->builder, copy);
	return copy;
}

/* The value, made anew where the builder stands: cheap operations on top of the load. */
static LLVMValueRef build_again(struct reload *reload, LLVMValueRef load, LLVMValueRef value)
{
	uint64_t offset;
	if (value != load && is_byte_of(reload->ir, value, load, &offset))
		return build_byte_load(reload, load, offset);
	LLVMValueRef copy = llvm.InstructionClone(value);
	if (value == load) {
		llvm.SetVolatile(copy, true);
		llvm.SetOperand(copy, 0, build_address(reload, llvm.GetOperand(load, 0)));
	} else {
		LLVMValueRef inner = build_again(reload, load, llvm.GetOperand(value, 0));
		llvm.SetOperand(copy, 0, inner);
	}
	llvm.InsertIntoBuilder(reload->builder, copy);
	return copy;
}

/* A wide load that is not aligned is put together from bytes: it costs more than its stack slot. */
static bool is_costly(struct reload *reload, LLVMValueRef load, LLVMValueRef value)
{
	uint64_t offset;
	if (value != load && is_byte_of(reload->ir, value, load, &offset))
		return false;
	unsigned bytes = llvm.GetIntTypeWidth(llvm.TypeOf(load)) / 8;
	return bytes > MAX_PIECES * llvm.GetAlignment(load);
}

/* The value is used about where it is loaded. */
static bool is_near(LLVMValueRef load, LLVMValueRef user)
{
	LLVMValueRef at = load;
	for (int i = 0; i < 4 && at; i++, at = llvm.GetNextInstruction(at)) {
		if (at == user)
			return true;
	}
	return false;
}

/* A phi takes the value at the end of the block that it comes from. */
static unsigned edges_from(LLVMValueRef phi, LLVMBasicBlockRef block)
{
	unsigned edges = 0;
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++)
		edges += llvm.GetIncomingBlock(phi, i) == block;
	return edges;
}

static bool spread_to_phi(struct reload *reload, LLVMValueRef load, LLVMValueRef value,
			  LLVMValueRef phi)
{
	bool changed = false;
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		LLVMBasicBlockRef from = llvm.GetIncomingBlock(phi, i);
		LLVMValueRef end = llvm.GetBasicBlockTerminator(from);
		/* All edges of a block bring the same value. */
		if (llvm.GetIncomingValue(phi, i) != value || edges_from(phi, from) > 1 ||
		    from == llvm.GetInstructionParent(load) || is_costly(reload, load, value) ||
		    !memory_is_unchanged(&reload->memory, load, end))
			continue;
		ir_note_changed(reload->ir, "remat", llvm.InstructionGetDebugLoc(end));
		llvm.PositionBuilderBefore(reload->builder, end);
		llvm.SetOperand(phi, i, build_again(reload, load, value));
		reload->changed++;
		changed = true;
	}
	return changed;
}

/* The uses of 'value' (the load, or cheap operations on it) are given a value of their own. */
static void spread(struct reload *reload, LLVMValueRef load, LLVMValueRef value)
{
	LLVMUseRef next;
	for (LLVMUseRef use = llvm.GetFirstUse(value); use; use = next) {
		next = llvm.GetNextUse(use);
		LLVMValueRef user = llvm.GetUser(use);
		if (llvm.IsAPHINode(user)) {
			if (spread_to_phi(reload, load, value, user))
				next = llvm.GetFirstUse(value);
			continue;
		}
		if (!llvm.IsAInstruction(user))
			continue;
		if (is_cheap(user)) {
			spread(reload, load, user);
			continue;
		}
		if (is_near(load, user) || is_costly(reload, load, value) ||
		    !memory_is_unchanged(&reload->memory, load, user))
			continue;
		ir_note_changed(reload->ir, "remat", llvm.InstructionGetDebugLoc(user));
		llvm.PositionBuilderBefore(reload->builder, user);
		LLVMValueRef again = build_again(reload, load, value);
		unsigned count = (unsigned)llvm.GetNumOperands(user);
		for (unsigned i = 0; i < count; i++) {
			if (llvm.GetOperand(user, i) == value)
				llvm.SetOperand(user, i, again);
		}
		reload->changed++;
		/* The user's operands have changed: start over with what is left. */
		next = llvm.GetFirstUse(value);
	}
}

/* Small variables live to the end, so that their bytes can be loaded again late; large ones may
 * have to share their stack slots. */
static void extend_lifetimes(struct ir *ir, LLVMValueRef function)
{
	LLVMTargetDataRef layout = llvm.CreateTargetDataLayout(ir->machine);
	LLVMValueRef next;
	for (LLVMValueRef at = ir_first_instruction(function); at; at = next) {
		next = ir_next_instruction(at);
		if (!llvm.IsACallInst(at) || !memory_is_lifetime(at))
			continue;
		LLVMValueRef variable = llvm.GetOperand(at, llvm.GetNumArgOperands(at) - 1);
		if (llvm.IsAAllocaInst(variable) &&
		    llvm.ABISizeOfType(layout, llvm.GetAllocatedType(variable)) <= SMALL_VARIABLE)
			llvm.InstructionEraseFromParent(at);
	}
	llvm.DisposeTargetData(layout);
}

/* ---- values next to their uses ---- */

static bool is_pure(LLVMValueRef at)
{
	if (ir_is_opcode(at, LLVMCall)) /* bswap, umin and the like */
		return memory_is_harmless_intrinsic(at) &&
		       llvm.GetTypeKind(llvm.TypeOf(at)) == LLVMIntegerTypeKind;
	return ir_is_arithmetic(at);
}

/* The only user of the value, when it stands in the same block; else NULL. */
static LLVMValueRef only_user(LLVMValueRef value)
{
	LLVMUseRef use = llvm.GetFirstUse(value);
	if (!use || llvm.GetNextUse(use))
		return NULL;
	LLVMValueRef user = llvm.GetUser(use);
	if (llvm.IsAPHINode(user) ||
	    llvm.GetInstructionParent(user) != llvm.GetInstructionParent(value))
		return NULL;
	return user;
}

/* True for a select that would keep its comparison, which has other users, in its place. */
static bool chooses_by_shared(LLVMValueRef at)
{
	if (!llvm.IsASelectInst(at) || !llvm.IsAInstruction(llvm.GetOperand(at, 0)))
		return false;
	return llvm.GetNextUse(llvm.GetFirstUse(llvm.GetOperand(at, 0)));
}

/* A value that is computed long before its only use takes a register all the while. From the end of
 * each block up, so that whole expressions move. */
static void sink_to_uses(struct reload *reload)
{
	for (size_t i = 0; i < reload->memory.cfg.count; i++) {
		LLVMValueRef before;
		for (LLVMValueRef at = llvm.GetLastInstruction(reload->memory.cfg.blocks[i]); at;
		     at = before) {
			before = llvm.GetPreviousInstruction(at);
			LLVMValueRef user =
				is_pure(at) && !chooses_by_shared(at) ? only_user(at) : NULL;
			if (!user || user == llvm.GetNextInstruction(at))
				continue;
			llvm.InstructionRemoveFromParent(at);
			llvm.PositionBuilderBefore(reload->builder, user);
			llvm.InsertIntoBuilder(reload->builder, at);
		}
	}
}

static void reload_function(struct reload *reload, LLVMValueRef function)
{
	memory_init(&reload->memory, function);
	reload->builder = llvm.CreateBuilderInContext(reload->ir->context);

	sink_to_uses(reload);
	for (LLVMValueRef at = ir_first_instruction(function); at; at = ir_next_instruction(at)) {
		if (!is_candidate(at))
			continue;
		memory_set_base(&reload->memory, at);
		spread(reload, at, at);
	}

	llvm.DisposeBuilder(reload->builder);
	memory_release(&reload->memory);
}

static int remat_function(struct ir *ir, LLVMValueRef function)
{
	struct reload reload = {.ir = ir};
	extend_lifetimes(ir, function);
	reload_function(&reload, function);
	return reload.changed;
}

int remat_by_plan(struct ir *ir, LLVMModuleRef module)
{
	int changed = 0;
	for (size_t i = 0; i < ir->plan->reload.count; i++) {
		LLVMValueRef function = llvm.GetNamedFunction(module, ir->plan->reload.at[i]);
		if (function)
			changed += remat_function(ir, function);
	}
	return changed;
}
