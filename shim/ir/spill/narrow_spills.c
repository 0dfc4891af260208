/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Bytes on the stack that take a byte each. Code generation keeps what has no register in slots of
 * eight bytes; an array that was taken apart into its elements, as unrolled loops want it, is then
 * eight times as large as it was. Here a small number that is used far from where it was computed
 * is kept in a variable of its own size, which nothing takes apart again.
 */
#include "ir/spill/narrow_spills.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "ir/analysis/address.h"
#include "ir/analysis/cfg.h"
#include "ir/analysis/plan.h"
#include "ir/llvm/changed.h"
#include "ir/llvm/module.h"

/* A use is far when so many instructions are in between, or a branch. */
#define FAR 32

struct narrow {
	struct ir *ir;
	LLVMBuilderRef builder;
	bool loops;            /* the function has some */
	LLVMValueRef first;    /* instruction of the function: variables are made before it */
	LLVMValueRef value;    /* the one at hand */
	LLVMTypeRef type;      /* of its variable */
	LLVMValueRef variable; /* NULL until there is a far use */
	int changed;
};

/* The bits to keep of the value; 0: it is none of those. Not what addresses are made of: what the
 * verifier knows of a register is forgotten on the stack. */
static unsigned kept_bits(LLVMValueRef at)
{
	if (llvm.GetTypeKind(llvm.TypeOf(at)) != LLVMIntegerTypeKind || address_is_made_of(at))
		return 0;
	unsigned width = llvm.GetIntTypeWidth(llvm.TypeOf(at));
	uint64_t max = width > 64 ? UINT64_MAX : address_known_max(at);
	unsigned bits = max <= UINT8_MAX ? 8 : max <= UINT16_MAX ? 16 : max <= UINT32_MAX ? 32 : 0;
	return bits <= width ? bits : 0;
}

static bool is_cast(LLVMValueRef at)
{
	LLVMOpcode opcode = llvm.GetInstructionOpcode(at);
	return opcode == LLVMZExt || opcode == LLVMSExt || opcode == LLVMTrunc;
}

static bool is_far(LLVMValueRef value, LLVMValueRef user)
{
	LLVMValueRef at = value;
	for (int i = 0; i < FAR && at; i++, at = llvm.GetNextInstruction(at)) {
		if (at == user)
			return false;
	}
	return true;
}

/* The variable that holds the value from where it is computed on. */
static LLVMValueRef variable_of(struct narrow *narrow)
{
	if (narrow->variable)
		return narrow->variable;
	LLVMValueRef at = llvm.GetNextInstruction(narrow->value);
	llvm.PositionBuilderBefore(narrow->builder, narrow->first);
	narrow->variable = llvm.BuildAlloca(narrow->builder, narrow->type, "");
	while (llvm.IsAPHINode(at))
		at = llvm.GetNextInstruction(at);
	llvm.PositionBuilderBefore(narrow->builder, at);
	LLVMValueRef kept = llvm.BuildTrunc(narrow->builder, narrow->value, narrow->type, "");
	llvm.SetVolatile(llvm.BuildStore(narrow->builder, kept, narrow->variable), true);
	return narrow->variable;
}

/* The value, or casts on top of it, made anew where the builder stands. */
static LLVMValueRef build_again(struct narrow *narrow, LLVMValueRef value)
{
	if (value != narrow->value) {
		LLVMValueRef inner = build_again(narrow, llvm.GetOperand(value, 0));
		LLVMValueRef cast = llvm.InstructionClone(value);
		llvm.SetOperand(cast, 0, inner);
		llvm.InsertIntoBuilder(narrow->builder, cast);
		return cast;
	}
	LLVMValueRef kept = llvm.BuildLoad2(narrow->builder, narrow->type, narrow->variable, "");
	llvm.SetVolatile(kept, true);
	return llvm.BuildZExt(narrow->builder, kept, llvm.TypeOf(value), "");
}

static LLVMValueRef build_before(struct narrow *narrow, LLVMValueRef at, LLVMValueRef value)
{
	variable_of(narrow);
	narrow->changed++;
	ir_note_changed(narrow->ir, "narrow-spills", llvm.InstructionGetDebugLoc(at));
	llvm.PositionBuilderBefore(narrow->builder, at);
	return build_again(narrow, value);
}

/* A phi takes its value at the end of the block that it comes from, and the same one for each edge
 * from there. */
static void spread_to_phi(struct narrow *narrow, LLVMValueRef value, LLVMValueRef phi)
{
	unsigned count = llvm.CountIncoming(phi);
	for (unsigned i = 0; i < count; i++) {
		LLVMBasicBlockRef from = llvm.GetIncomingBlock(phi, i);
		LLVMValueRef end = llvm.GetBasicBlockTerminator(from);
		if (llvm.GetIncomingValue(phi, i) != value || !is_far(narrow->value, end))
			continue;
		LLVMValueRef again = build_before(narrow, end, value);
		for (unsigned j = i; j < count; j++) {
			if (llvm.GetIncomingBlock(phi, j) == from)
				llvm.SetOperand(phi, j, again);
		}
	}
}

static void spread(struct narrow *narrow, LLVMValueRef value);

static void spread_to(struct narrow *narrow, LLVMValueRef value, LLVMValueRef user)
{
	if (llvm.IsAPHINode(user)) {
		spread_to_phi(narrow, value, user);
		return;
	}
	if (is_cast(user)) {
		spread(narrow, user);
		return;
	}
	if (!is_far(narrow->value, user))
		return;
	LLVMValueRef again = build_before(narrow, user, value);
	unsigned count = (unsigned)llvm.GetNumOperands(user);
	for (unsigned i = 0; i < count; i++) {
		if (llvm.GetOperand(user, i) == value)
			llvm.SetOperand(user, i, again);
	}
}

/* Far uses of the value (the one at hand, or casts of it) get one of their own. */
static void spread(struct narrow *narrow, LLVMValueRef value)
{
	LLVMValueRef *users = NULL;
	size_t count = 0;
	for (LLVMUseRef use = llvm.GetFirstUse(value); use; use = llvm.GetNextUse(use)) {
		users = xreallocarray(users, count + 1, sizeof(*users));
		users[count++] = llvm.GetUser(use);
	}
	for (size_t i = 0; i < count; i++)
		spread_to(narrow, value, users[i]);
	free(users);
}

/* What goes round a loop may be what it ends by, and the verifier counts in registers. */
static bool may_count(const struct narrow *narrow, LLVMValueRef at)
{
	if (!narrow->loops)
		return false;
	for (LLVMUseRef use = llvm.GetFirstUse(at); use; use = llvm.GetNextUse(use)) {
		if (llvm.IsAPHINode(llvm.GetUser(use)))
			return true;
	}
	return llvm.IsAPHINode(at);
}

static int narrow_function(struct ir *ir, LLVMValueRef function)
{
	struct narrow narrow = {.ir = ir,
				.builder = llvm.CreateBuilderInContext(ir->context),
				.loops = cfg_has_loops(function),
				.first = ir_first_instruction(function)};
	LLVMValueRef next;
	for (LLVMValueRef at = narrow.first; at; at = next) {
		next = ir_next_instruction(at);
		unsigned bits = kept_bits(at);
		if (!bits || may_count(&narrow, at))
			continue;
		narrow.value = at;
		narrow.variable = NULL;
		narrow.type = llvm.IntTypeInContext(ir->context, bits);
		llvm.SetCurrentDebugLocation2(narrow.builder, llvm.InstructionGetDebugLoc(at));
		spread(&narrow, at);
	}
	llvm.DisposeBuilder(narrow.builder);
	return narrow.changed;
}

int narrow_spills_by_plan(struct ir *ir, LLVMModuleRef module)
{
	int changed = 0;
	for (size_t i = 0; i < ir->plan->narrow.count; i++) {
		LLVMValueRef function = llvm.GetNamedFunction(module, ir->plan->narrow.at[i]);
		if (function)
			changed += narrow_function(ir, function);
	}
	return changed;
}
