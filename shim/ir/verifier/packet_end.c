/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Comparisons with the end of a packet. LLVM makes "p >= end" of "p + 1 > end"; the verifier's
 * find_good_pkt_pointers() learns nothing from a pointer without an offset.
 */
#include "ir/llvm/llvm.h"
#include "ir/llvm/module.h"
#include "ir/llvm/opaque.h"
#include "ir/verifier/quirk.h"

/* Memory is accessed at the value, or at a constant distance from it: it is the cursor, not the
 * end. */
static bool is_accessed(LLVMValueRef value, int depth)
{
	for (LLVMUseRef use = llvm.GetFirstUse(value); use && depth < 4;
	     use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		if (!llvm.IsAInstruction(user))
			continue;
		LLVMOpcode opcode = llvm.GetInstructionOpcode(user);
		if (opcode == LLVMLoad ||
		    (opcode == LLVMStore && llvm.GetOperand(user, 1) == value &&
		     llvm.GetOperand(user, 0) != value))
			return true;
		/* Each arm may make its own check, and the access is where they meet. */
		bool same = opcode == LLVMPHI || opcode == LLVMFreeze ||
			    (opcode == LLVMSelect && llvm.GetOperand(user, 0) != value);
		bool made =
			opcode == LLVMIntToPtr || opcode == LLVMGetElementPtr || opcode == LLVMZExt;
		if ((same || (made && llvm.GetOperand(user, 0) == value)) &&
		    is_accessed(user, depth + 1))
			return true;
	}
	return false;
}

static bool is_field(LLVMValueRef value)
{
	return shape_width(value) == 32 && llvm.IsALoadInst(value);
}

/* The value is an address: a pointer, or an integer that becomes one. Of 32 bits are the fields of
 * the context that the verifier takes for pointers. */
static bool is_cursor(LLVMValueRef value)
{
	if (!llvm.IsAInstruction(value) ||
	    (shape_width(value) && shape_width(value) != 64 && !is_field(value)))
		return false;
	return is_accessed(value, 0);
}

static LLVMValueRef plus_one(struct shaper *shaper, LLVMValueRef value)
{
	LLVMValueRef hidden = opaque_copy(shaper->builder, value);
	LLVMTypeRef i64 = llvm.Int64TypeInContext(shaper->ir->context);
	LLVMValueRef one = llvm.ConstInt(i64, 1, false);
	if (llvm.GetTypeKind(llvm.TypeOf(value)) == LLVMPointerTypeKind)
		return llvm.BuildGEP2(shaper->builder, llvm.Int8TypeInContext(shaper->ir->context),
				      hidden, &one, 1, "");
	return llvm.BuildAdd(shaper->builder, hidden, one, "");
}

/* "p >= end" becomes "p + 1 > end", "p < end" becomes "p + 1 <= end"; p is an address, so it is far
 * from wrapping around. */
static void shape_comparison(struct shaper *shaper, LLVMValueRef at)
{
	LLVMIntPredicate predicate = llvm.GetICmpPredicate(at);
	bool left = predicate == LLVMIntUGE || predicate == LLVMIntULT;
	bool right = predicate == LLVMIntULE || predicate == LLVMIntUGT;
	LLVMValueRef a = llvm.GetOperand(at, 0), b = llvm.GetOperand(at, 1);
	if ((!left && !right) || !is_cursor(left ? a : b) || is_cursor(left ? b : a) ||
	    llvm.IsAConstant(left ? b : a))
		return;
	if (shape_width(a) == 32 && (!is_field(a) || !is_field(b)))
		return;
	a = shape_widen(shaper, a);
	b = shape_widen(shaper, b);
	shape_stand_before(shaper, at);
	LLVMValueRef next = plus_one(shaper, left ? a : b);
	LLVMIntPredicate wider = predicate == LLVMIntUGE   ? LLVMIntUGT
				 : predicate == LLVMIntULT ? LLVMIntULE
				 : predicate == LLVMIntULE ? LLVMIntULT
							   : LLVMIntUGE;
	LLVMValueRef shaped =
		llvm.BuildICmp(shaper->builder, wider, left ? next : a, left ? b : next, "");
	shape_note(shaper, at);
	llvm.ReplaceAllUsesWith(at, shaped);
	llvm.InstructionEraseFromParent(at);
}

void shape_packet_ends(struct shaper *shaper)
{
	LLVMValueRef next;
	for (LLVMValueRef at = ir_first_instruction(shaper->function); at; at = next) {
		next = ir_next_instruction(at);
		if (llvm.GetInstructionOpcode(at) == LLVMICmp)
			shape_comparison(shaper, at);
	}
}
