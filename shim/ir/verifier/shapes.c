/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Shapes that the kernel's verifier follows. The optimiser and code generation know more arithmetic
 * than the verifier does, and rewrite comparisons and addresses into forms that are equal and yet
 * refused:
 *
 * - the address of a stack slot plus a small offset becomes "or": no bitwise operations on pointers
 *   (kernel/bpf/verifier.c, adjust_ptr_min_max_vals);
 * - "p + 1 > end" becomes "p >= end": find_good_pkt_pointers learns nothing from a pointer without
 * an offset;
 * - indices of tables and arrays lose their bounds: shape_index.c.
 *
 * This runs last. An empty piece of inline assembly hides a value from code generation; it costs at
 * most a register copy.
 */
#include "ir/verifier/shapes.h"

#include <string.h>

#include "base/text.h"
#include "ir/analysis/address.h"
#include "ir/analysis/cfg.h"
#include "ir/llvm/module.h"
#include "ir/verifier/shape.h"

/* One of two neighbouring slots becomes "slot or condition". */
static void shape_choice(struct shaper *shaper, LLVMValueRef select)
{
	LLVMValueRef slot = llvm.GetOperand(select, 1);
	if (llvm.GetTypeKind(llvm.TypeOf(slot)) != LLVMPointerTypeKind ||
	    !llvm.IsAAllocaInst(address_base(slot)))
		return;
	shape_stand_before(shaper, select);
	llvm.SetOperand(select, 1, shape_hide(shaper, slot));
	shaper->changed++;
}

/* ---- comparisons with the end of a packet ---- */

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
		if ((opcode == LLVMIntToPtr || opcode == LLVMGetElementPtr || opcode == LLVMZExt) &&
		    llvm.GetOperand(user, 0) == value && is_accessed(user, depth + 1))
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

/* A field as 64 bits. All its users have to take the same extension, which stands behind the load:
 * then it is part of it, and not two shifts of a pointer. */
static LLVMValueRef widen(struct shaper *shaper, LLVMValueRef field)
{
	if (shape_width(field) != 32)
		return field;
	LLVMTypeRef i64 = llvm.Int64TypeInContext(shaper->ir->context);
	shape_stand_before(shaper, ir_next_instruction(field));
	LLVMValueRef wide = llvm.BuildZExt(shaper->builder, field, i64, "");
	LLVMUseRef next;
	for (LLVMUseRef use = llvm.GetFirstUse(field); use; use = next) {
		LLVMValueRef user = llvm.GetUser(use);
		next = llvm.GetNextUse(use);
		if (user != wide && llvm.IsAInstruction(user) &&
		    llvm.GetInstructionOpcode(user) == LLVMZExt && llvm.TypeOf(user) == i64)
			llvm.ReplaceAllUsesWith(user, wide);
	}
	return wide;
}

static LLVMValueRef plus_one(struct shaper *shaper, LLVMValueRef value)
{
	LLVMValueRef hidden = shape_hide(shaper, value);
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
	a = widen(shaper, a);
	b = widen(shaper, b);
	shape_stand_before(shaper, at);
	LLVMValueRef next = plus_one(shaper, left ? a : b);
	LLVMIntPredicate wider = predicate == LLVMIntUGE   ? LLVMIntUGT
				 : predicate == LLVMIntULT ? LLVMIntULE
				 : predicate == LLVMIntULE ? LLVMIntULT
							   : LLVMIntUGE;
	LLVMValueRef shaped =
		llvm.BuildICmp(shaper->builder, wider, left ? next : a, left ? b : next, "");
	llvm.ReplaceAllUsesWith(at, shaped);
	llvm.InstructionEraseFromParent(at);
	shaper->changed++;
}

/* A program without a value still has to set r0 before it exits (check_return_code). */
static void shape_return(struct shaper *shaper, LLVMValueRef ret)
{
	LLVMTypeRef type =
		llvm.FunctionType(llvm.VoidTypeInContext(shaper->ir->context), NULL, 0, false);
	shape_stand_before(shaper, ret);
	LLVMValueRef zero =
		llvm.GetInlineAsm(type, "r0 = 0", strlen("r0 = 0"), "~{r0}", strlen("~{r0}"), true,
				  false, LLVMInlineAsmDialectATT, false);
	llvm.BuildCall2(shaper->builder, type, zero, NULL, 0, "");
	shaper->changed++;
}

int shapes_set(struct ir *ir, LLVMModuleRef module)
{
	struct shaper shaper = {
		.ir = ir,
		.builder = llvm.CreateBuilderInContext(ir->context),
		.layout = llvm.CreateTargetDataLayout(ir->machine),
	};
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f)) {
		if (llvm.IsDeclaration(f))
			continue;
		cfg_init(&shaper.cfg, f);
		LLVMValueRef next;
		for (LLVMValueRef at = ir_first_instruction(f); at; at = next) {
			next = ir_next_instruction(at);
			LLVMOpcode opcode = llvm.GetInstructionOpcode(at);
			if (opcode == LLVMGetElementPtr)
				shape_address(&shaper, at);
			else if (opcode == LLVMSelect)
				shape_choice(&shaper, at);
			else if (opcode == LLVMICmp)
				shape_comparison(&shaper, at);
			else if (opcode == LLVMRet && llvm.GetNumOperands(at) == 0)
				shape_return(&shaper, at);
		}
		cfg_release(&shaper.cfg);
	}
	llvm.DisposeTargetData(shaper.layout);
	llvm.DisposeBuilder(shaper.builder);
	return shaper.changed;
}
