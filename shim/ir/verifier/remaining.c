/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What is left of a length. A slice that is cut short has the length "a - b", where b is not more
 * than a; the verifier does not compare two variables, takes the difference for negative, and then
 * for huge. The difference is compared with the greatest number that it can be. Where that fails
 * there is 'unreachable'.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "ir/analysis/address.h"
#include "ir/analysis/cfg.h"
#include "ir/llvm/module.h"
#include "ir/llvm/opaque.h"
#include "ir/verifier/bounds_check.h"
#include "ir/verifier/greatest.h"
#include "ir/verifier/quirk.h"

/* Of larger numbers the verifier makes no use. */
#define MAX_LENGTH INT32_MAX

struct remainder {
	LLVMValueRef difference;
	uint64_t max;
};

struct remainders {
	struct remainder *at; /* owned */
	size_t count;
};

/* Whether something hangs on its range: a comparison, an address, or another round. */
static bool is_length(LLVMValueRef value)
{
	for (LLVMUseRef use = llvm.GetFirstUse(value); use; use = llvm.GetNextUse(use)) {
		switch (llvm.GetInstructionOpcode(llvm.GetUser(use))) {
		case LLVMICmp:
		case LLVMPHI:
		case LLVMGetElementPtr:
		case LLVMSub:
		case LLVMAdd:
			return true;
		default:
			break;
		}
	}
	return false;
}

/* "a - b" of variables, or of a constant and what the verifier takes for more than that. */
static bool is_candidate(LLVMValueRef at)
{
	uint64_t number;
	if (llvm.GetInstructionOpcode(at) != LLVMSub || !llvm.GetNUW(at) || shape_width(at) != 64 ||
	    llvm.IsAConstant(llvm.GetOperand(at, 1)) || !is_length(at))
		return false;
	return !ir_constant(llvm.GetOperand(at, 0), &number) ||
	       address_known_max(llvm.GetOperand(at, 1)) > number;
}

static void collect(struct shaper *shaper, struct remainders *found)
{
	struct cfg cfg;
	cfg_init(&cfg, shaper->function);
	for (LLVMValueRef at = ir_first_instruction(shaper->function); at;
	     at = ir_next_instruction(at)) {
		if (!is_candidate(at))
			continue;
		uint64_t max =
			greatest_of(&cfg, llvm.GetOperand(at, 0), llvm.GetInstructionParent(at));
		if (max > MAX_LENGTH)
			continue;
		found->at = xreallocarray(found->at, found->count + 1, sizeof(*found->at));
		found->at[found->count++] = (struct remainder){at, max};
	}
	cfg_release(&cfg);
}

static void shape(struct shaper *shaper, const struct remainder *remainder,
		  struct bounds_exit *leave)
{
	LLVMBuilderRef builder = shaper->builder;
	LLVMValueRef difference = remainder->difference;
	LLVMMetadataRef line = llvm.InstructionGetDebugLoc(difference);
	LLVMValueRef next = llvm.GetNextInstruction(difference);
	LLVMBasicBlockRef rest = llvm.GetInstructionParent(difference);
	ir_split_block(shaper->ir, builder, next);
	llvm.SetCurrentDebugLocation2(builder, line);
	LLVMValueRef checked = opaque_copy(builder, difference);
	llvm.ReplaceAllUsesWith(difference, checked);
	llvm.SetOperand(checked, 0, difference);
	LLVMValueRef max = shape_i64(shaper, (int64_t)remainder->max);
	llvm.BuildCondBr(builder, llvm.BuildICmp(builder, LLVMIntULE, checked, max, ""), rest,
			 bounds_exit_block(shaper, leave));
	shape_note(shaper, difference);
}

void shape_remaining_lengths(struct shaper *shaper)
{
	struct remainders found = {0};
	struct bounds_exit leave = {0};
	collect(shaper, &found);
	for (size_t i = 0; i < found.count; i++)
		shape(shaper, &found.at[i], &leave);
	free(found.at);
}
