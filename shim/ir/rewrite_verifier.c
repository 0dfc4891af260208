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
 * - a bounds check disappears because a remainder or another comparison implies it: the verifier
 * does not know that, and sees an index without a bound;
 * - the address of an element is computed before the check, and what lies behind the element is
 * accessed after it: the verifier learns about the index, not about the address;
 * - a byte is compared, and is then an index: each may get a register of its own, masked for it
 * alone.
 *
 * This runs last. An empty piece of inline assembly hides a value from code generation; it costs at
 * most a register copy.
 */
#include <stdlib.h>
#include <string.h>

#include "ir/address.h"
#include "ir/cfg.h"
#include "ir/rewrite.h"

struct shaper {
	struct ir *ir;
	struct cfg cfg; /* of the function that is shaped */
	LLVMBuilderRef builder;
	LLVMTargetDataRef layout;
	unsigned changed;
};

static LLVMValueRef hide(struct shaper *shaper, LLVMValueRef value)
{
	LLVMTypeRef type = llvm.TypeOf(value);
	LLVMTypeRef function = llvm.FunctionType(type, &type, 1, false);
	LLVMValueRef assembly = llvm.GetInlineAsm(function, "", 0, "=r,0", strlen("=r,0"), false,
						  false, LLVMInlineAsmDialectATT, false);
	return llvm.BuildCall2(shaper->builder, function, assembly, &value, 1, "");
}

static unsigned integer_width(LLVMValueRef value)
{
	LLVMTypeRef type = llvm.TypeOf(value);
	return llvm.GetTypeKind(type) == LLVMIntegerTypeKind ? llvm.GetIntTypeWidth(type) : 0;
}

static void stand_before(struct shaper *shaper, LLVMValueRef at)
{
	llvm.PositionBuilderBefore(shaper->builder, at);
	llvm.SetCurrentDebugLocation2(shaper->builder, llvm.InstructionGetDebugLoc(at));
}

/* ---- addresses ---- */

static bool has_constant_indices(LLVMValueRef gep)
{
	int count = llvm.GetNumOperands(gep);
	for (int i = 1; i < count; i++) {
		if (!llvm.IsAConstantInt(llvm.GetOperand(gep, (unsigned)i)))
			return false;
	}
	return true;
}

static uint64_t unit_size(struct shaper *shaper, LLVMValueRef gep)
{
	return llvm.ABISizeOfType(shaper->layout, llvm.GetGEPSourceElementType(gep));
}

/* The address of an element of 'size' bytes is used to access memory and for nothing else: no end
 * pointer, no cursor. An index inside the element may follow, if the verifier knows that it stays
 * there. */
static bool is_only_accessed(struct shaper *shaper, LLVMValueRef pointer, uint64_t size)
{
	for (LLVMUseRef use = llvm.GetFirstUse(pointer); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		LLVMOpcode opcode = llvm.GetInstructionOpcode(user);
		if (opcode == LLVMLoad ||
		    (opcode == LLVMStore && llvm.GetOperand(user, 0) != pointer))
			continue;
		if (opcode != LLVMGetElementPtr)
			return false;
		uint64_t unit = unit_size(shaper, user);
		bool constant = has_constant_indices(user);
		bool inside = llvm.GetNumOperands(user) == 2 && unit &&
			      address_known_max(llvm.GetOperand(user, 1)) < size / unit;
		if ((!constant && !inside) || !is_only_accessed(shaper, user, constant ? 0 : unit))
			return false;
	}
	return true;
}

/* The variable or constant that the pointer lies in, at a constant distance from its start. */
static LLVMValueRef object_of(struct shaper *shaper, LLVMValueRef pointer, uint64_t *distance)
{
	*distance = 0;
	while (llvm.IsAInstruction(pointer) &&
	       llvm.GetInstructionOpcode(pointer) == LLVMGetElementPtr &&
	       llvm.GetNumOperands(pointer) == 2 && has_constant_indices(pointer)) {
		*distance += llvm.ConstIntGetZExtValue(llvm.GetOperand(pointer, 1)) *
			     unit_size(shaper, pointer);
		pointer = llvm.GetOperand(pointer, 0);
	}
	return pointer;
}

/* The size of a variable or constant in bytes; 0 when the base is something else. */
static uint64_t object_size(struct shaper *shaper, LLVMValueRef base)
{
	if (llvm.IsAAllocaInst(base))
		return llvm.ABISizeOfType(shaper->layout, llvm.GetAllocatedType(base));
	if (llvm.IsAGlobalVariable(base) && !llvm.IsDeclaration(base))
		return llvm.ABISizeOfType(shaper->layout, llvm.GlobalGetValueType(base));
	return 0;
}

/* The branch at the end of a block takes effect after the other block. */
static bool branches_after(struct shaper *shaper, LLVMBasicBlockRef block, LLVMBasicBlockRef other)
{
	if (block == other)
		return true;
	bool *reached = cfg_reached_from(&shaper->cfg, cfg_index(&shaper->cfg, other));
	bool after = reached[cfg_index(&shaper->cfg, block)];
	free(reached);
	return after;
}

/* A comparison of the index with a bound that keeps it inside: the verifier learns from it, unless
 * the address is computed before. */
static bool is_compared_as(struct shaper *shaper, LLVMValueRef index, uint64_t elements,
			   LLVMBasicBlockRef address)
{
	for (LLVMUseRef use = llvm.GetFirstUse(index); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		if (!llvm.IsAInstruction(user) || llvm.GetInstructionOpcode(user) != LLVMICmp ||
		    llvm.GetOperand(user, 0) != index ||
		    !llvm.IsAConstantInt(llvm.GetOperand(user, 1)) ||
		    branches_after(shaper, llvm.GetInstructionParent(user), address))
			continue;
		uint64_t bound = llvm.ConstIntGetZExtValue(llvm.GetOperand(user, 1));
		switch (llvm.GetICmpPredicate(user)) {
		case LLVMIntULT:
		case LLVMIntUGE:
			if (bound <= elements)
				return true;
			break;
		case LLVMIntUGT:
		case LLVMIntULE:
			if (bound < elements)
				return true;
			break;
		default:
			break;
		}
	}
	return false;
}

/* What was widened to be the index, or NULL. */
static LLVMValueRef narrow_of(LLVMValueRef index)
{
	bool widened = llvm.IsAInstruction(index) && llvm.GetInstructionOpcode(index) == LLVMZExt;
	return widened ? llvm.GetOperand(index, 0) : NULL;
}

/* All comparisons of the byte (or half word) with constants become comparisons of the index. */
static void tie(struct shaper *shaper, LLVMValueRef narrow, LLVMValueRef index)
{
	LLVMTypeRef type = llvm.TypeOf(index);
	LLVMValueRef at = llvm.GetNextInstruction(narrow);
	while (llvm.IsAPHINode(at))
		at = llvm.GetNextInstruction(at);
	stand_before(shaper, at);
	LLVMValueRef wide = hide(shaper, llvm.BuildZExt(shaper->builder, narrow, type, ""));
	LLVMUseRef next;
	for (LLVMUseRef use = llvm.GetFirstUse(narrow); use; use = next) {
		LLVMValueRef user = llvm.GetUser(use);
		next = llvm.GetNextUse(use);
		if (llvm.GetInstructionOpcode(user) != LLVMICmp ||
		    llvm.GetOperand(user, 0) != narrow ||
		    !llvm.IsAConstantInt(llvm.GetOperand(user, 1)) ||
		    llvm.GetICmpPredicate(user) > LLVMIntULE)
			continue;
		uint64_t bound = llvm.ConstIntGetZExtValue(llvm.GetOperand(user, 1));
		stand_before(shaper, user);
		llvm.ReplaceAllUsesWith(
			user, llvm.BuildICmp(shaper->builder, llvm.GetICmpPredicate(user), wide,
					     llvm.ConstInt(type, bound, false), ""));
	}
	llvm.ReplaceAllUsesWith(index, wide);
	shaper->changed++;
}

static bool is_compared(struct shaper *shaper, LLVMValueRef index, uint64_t elements,
			LLVMValueRef gep)
{
	LLVMBasicBlockRef block = llvm.GetInstructionParent(gep);
	LLVMValueRef narrow = narrow_of(index);
	if (is_compared_as(shaper, index, elements, block))
		return true;
	if (!narrow || !is_compared_as(shaper, narrow, elements, block))
		return false;
	if (llvm.IsAInstruction(narrow) && integer_width(narrow) < 32)
		tie(shaper, narrow, index);
	return true;
}

static bool has_equality(LLVMValueRef value)
{
	for (LLVMUseRef use = llvm.GetFirstUse(value); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		if (llvm.GetInstructionOpcode(user) == LLVMICmp &&
		    llvm.GetICmpPredicate(user) <= LLVMIntNE)
			return true;
	}
	return false;
}

/* From "not the last one" the verifier learns something since Linux 6.8 only (reg_set_min_max). */
static bool is_compared_for_equality(LLVMValueRef index)
{
	LLVMValueRef narrow = narrow_of(index);
	return has_equality(index) || (narrow && has_equality(narrow));
}

/* The counter of a loop that was not unrolled: the verifier walks the loop and knows it. */
static bool is_counter(LLVMValueRef index)
{
	if (llvm.IsAPHINode(index))
		return true;
	if (!llvm.IsAInstruction(index) || llvm.GetNumOperands(index) == 0)
		return false;
	LLVMOpcode opcode = llvm.GetInstructionOpcode(index);
	return (opcode == LLVMAdd || opcode == LLVMSub || opcode == LLVMShl || opcode == LLVMMul) &&
	       llvm.IsAPHINode(llvm.GetOperand(index, 0));
}

/* index < elements ? index : 0, which the optimiser is not to see through. */
static LLVMValueRef clamp(struct shaper *shaper, LLVMValueRef index, uint64_t elements)
{
	LLVMTypeRef type = llvm.TypeOf(index);
	LLVMValueRef hidden = hide(shaper, index);
	LLVMValueRef inside = llvm.BuildICmp(shaper->builder, LLVMIntULT, hidden,
					     llvm.ConstInt(type, elements, false), "");
	shaper->changed++;
	return llvm.BuildSelect(shaper->builder, inside, hidden, llvm.ConstInt(type, 0, false), "");
}

/* An indexed variable or constant in its plain form "object + index * size", which is what the
 * optimiser leaves of it. */
struct indexed {
	LLVMValueRef gep;
	LLVMTypeRef element;
	uint64_t object_size;
	uint64_t element_size;
};

static LLVMValueRef index_of(const struct indexed *indexed)
{
	return llvm.GetOperand(indexed->gep, 1);
}

/* The verifier has to know that the index is less than 'elements', and does not. */
static bool is_unbounded(struct shaper *shaper, const struct indexed *indexed, uint64_t elements)
{
	return elements && address_known_max(index_of(indexed)) >= elements &&
	       !is_compared(shaper, index_of(indexed), elements, indexed->gep) &&
	       !is_counter(index_of(indexed));
}

/* The access, 'distance' bytes behind the element, gets an address of its own when only checks that
 * come after the address of the element keep it inside. */
static void shape_access(struct shaper *shaper, const struct indexed *indexed, uint64_t distance,
			 LLVMValueRef access)
{
	bool is_load = llvm.GetInstructionOpcode(access) == LLVMLoad;
	LLVMTypeRef type = llvm.TypeOf(is_load ? access : llvm.GetOperand(access, 0));
	uint64_t behind = distance + llvm.ABISizeOfType(shaper->layout, type);
	if (behind > indexed->object_size ||
	    (llvm.GetInstructionParent(access) == llvm.GetInstructionParent(indexed->gep) &&
	     !is_compared_for_equality(index_of(indexed))))
		return;
	uint64_t elements = (indexed->object_size - behind) / indexed->element_size + 1;
	if (!is_unbounded(shaper, indexed, elements))
		return;
	stand_before(shaper, access);
	LLVMValueRef index = clamp(shaper, index_of(indexed), elements);
	LLVMValueRef base = hide(shaper, llvm.GetOperand(indexed->gep, 0));
	LLVMValueRef element =
		llvm.BuildGEP2(shaper->builder, indexed->element, base, &index, 1, "");
	LLVMValueRef offset =
		llvm.ConstInt(llvm.Int64TypeInContext(shaper->ir->context), distance, false);
	llvm.SetOperand(access, is_load ? 0 : 1,
			llvm.BuildGEP2(shaper->builder, llvm.Int8TypeInContext(shaper->ir->context),
				       element, &offset, 1, ""));
}

/* Looks at all accesses by the pointer, which is 'distance' bytes behind the element. */
static void shape_accesses(struct shaper *shaper, const struct indexed *indexed,
			   LLVMValueRef pointer, uint64_t distance)
{
	LLVMUseRef next;
	for (LLVMUseRef use = llvm.GetFirstUse(pointer); use; use = next) {
		LLVMValueRef user = llvm.GetUser(use);
		next = llvm.GetNextUse(use);
		if (llvm.GetInstructionOpcode(user) != LLVMGetElementPtr) {
			shape_access(shaper, indexed, distance, user);
		} else if (llvm.GetNumOperands(user) == 2 && has_constant_indices(user)) {
			uint64_t count = llvm.ConstIntGetZExtValue(llvm.GetOperand(user, 1));
			shape_accesses(shaper, indexed, user,
				       distance + count * unit_size(shaper, user));
		}
	}
}

static void shape_index(struct shaper *shaper, LLVMValueRef gep)
{
	uint64_t distance;
	LLVMValueRef object = object_of(shaper, llvm.GetOperand(gep, 0), &distance);
	uint64_t size = object_size(shaper, object);
	uint64_t unit = unit_size(shaper, gep);
	if (distance >= size || llvm.GetNumOperands(gep) != 2 || !unit ||
	    !is_only_accessed(shaper, gep, unit))
		return;
	const struct indexed indexed = {
		.gep = gep,
		.element = llvm.GetGEPSourceElementType(gep),
		.object_size = size - distance,
		.element_size = unit,
	};
	shape_accesses(shaper, &indexed, gep, 0);
	uint64_t elements = indexed.object_size / indexed.element_size;
	if (!is_unbounded(shaper, &indexed, elements))
		return;
	stand_before(shaper, gep);
	llvm.SetOperand(gep, 1, clamp(shaper, index_of(&indexed), elements));
}

static void shape_address(struct shaper *shaper, LLVMValueRef gep)
{
	if (has_constant_indices(gep))
		return;
	shape_index(shaper, gep);
	LLVMValueRef base = llvm.GetOperand(gep, 0);
	if (!llvm.IsAAllocaInst(address_base(base)))
		return;
	stand_before(shaper, gep);
	llvm.SetOperand(gep, 0, hide(shaper, base));
	shaper->changed++;
}

/* One of two neighbouring slots becomes "slot or condition". */
static void shape_choice(struct shaper *shaper, LLVMValueRef select)
{
	LLVMValueRef slot = llvm.GetOperand(select, 1);
	if (llvm.GetTypeKind(llvm.TypeOf(slot)) != LLVMPointerTypeKind ||
	    !llvm.IsAAllocaInst(address_base(slot)))
		return;
	stand_before(shaper, select);
	llvm.SetOperand(select, 1, hide(shaper, slot));
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
	return integer_width(value) == 32 && llvm.IsALoadInst(value);
}

/* The value is an address: a pointer, or an integer that becomes one. Of 32 bits are the fields of
 * the context that the verifier takes for pointers. */
static bool is_cursor(LLVMValueRef value)
{
	if (!llvm.IsAInstruction(value) ||
	    (integer_width(value) && integer_width(value) != 64 && !is_field(value)))
		return false;
	return is_accessed(value, 0);
}

/* A field as 64 bits. All its users have to take the same extension, which stands behind the load:
 * then it is part of it, and not two shifts of a pointer. */
static LLVMValueRef widen(struct shaper *shaper, LLVMValueRef field)
{
	if (integer_width(field) != 32)
		return field;
	LLVMTypeRef i64 = llvm.Int64TypeInContext(shaper->ir->context);
	stand_before(shaper, ir_next_instruction(field));
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
	LLVMValueRef hidden = hide(shaper, value);
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
	if (integer_width(a) == 32 && (!is_field(a) || !is_field(b)))
		return;
	a = widen(shaper, a);
	b = widen(shaper, b);
	stand_before(shaper, at);
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
	stand_before(shaper, ret);
	LLVMValueRef zero =
		llvm.GetInlineAsm(type, "r0 = 0", strlen("r0 = 0"), "~{r0}", strlen("~{r0}"), true,
				  false, LLVMInlineAsmDialectATT, false);
	llvm.BuildCall2(shaper->builder, type, zero, NULL, 0, "");
	shaper->changed++;
}

unsigned rewrite_for_verifier(struct ir *ir, LLVMModuleRef module)
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
