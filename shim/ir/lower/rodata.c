/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Constants without a data section, for kernels that have none (before 5.2). What a constant holds
 * goes into the code:
 *
 * - a copy out of a constant becomes stores of immediates;
 * - a load at a variable place becomes a choice among the elements (constant_load.c);
 * - comparisons and differences of addresses of constants are those of numbers;
 * - a constant whose address is needed (by a helper) is built on the stack.
 *
 * What is left is reported by emit.c.
 */
#include "ir/lower/rodata.h"

#include <stdio.h>

#include "base/text.h"
#include "ir/analysis/place.h"
#include "ir/llvm/calls.h"
#include "ir/llvm/module.h"
#include "ir/llvm/passes.h"
#include "ir/llvm/rewrite.h"
#include "ir/lower/lookup.h"
#include "ir/lower/rodata_load.h"

/* The longest copy that becomes single stores, and the largest constant that is built on the
 * stack, in bytes. */
#define MAX_COPIED 512
/* BPF's, in registers. */
#define CALL_ARGS 5

static bool is_constant_data(LLVMValueRef value)
{
	LLVMValueRef global = llvm.IsAGlobalVariable(value);
	return global && llvm.IsGlobalConstant(global) && llvm.GetInitializer(global) &&
	       !llvm.GetSection(global);
}

static bool holds_address(LLVMValueRef value)
{
	if (llvm.GetTypeKind(llvm.TypeOf(value)) == LLVMPointerTypeKind)
		return !llvm.IsNull(value);
	int count = llvm.GetNumOperands(value);
	for (int i = 0; i < count; i++) {
		if (holds_address(llvm.GetOperand(value, (unsigned)i)))
			return true;
	}
	return false;
}

/* What loaders cannot load, since they fill in no addresses in data. */
static bool is_data_with_addresses(LLVMValueRef value)
{
	return is_constant_data(value) && holds_address(llvm.GetInitializer(value));
}

/* The constant that an address with a constant distance belongs to; else NULL. */
static LLVMValueRef constant_of(LLVMValueRef address)
{
	while (llvm.IsAConstantExpr(address) && llvm.GetConstOpcode(address) == LLVMGetElementPtr)
		address = llvm.GetOperand(address, 0);
	return is_constant_data(address) ? address : NULL;
}

/* ---- copies ---- */

static LLVMValueRef byte_address(struct ir *ir, LLVMBuilderRef builder, LLVMValueRef base,
				 uint64_t distance)
{
	LLVMValueRef offset = llvm.ConstInt(llvm.Int64TypeInContext(ir->context), distance, false);
	return llvm.BuildGEP2(builder, llvm.Int8TypeInContext(ir->context), base, &offset, 1, "");
}

/* Copies by loads and stores of up to 8 bytes; the destination has this alignment. */
static void copy_bytes(struct ir *ir, LLVMBuilderRef builder, LLVMValueRef to, unsigned align,
		       LLVMValueRef from, uint64_t size, bool is_volatile)
{
	unsigned width = align > 8 ? 8 : align;
	for (uint64_t at = 0; at < size; at += width) {
		while (width > size - at)
			width /= 2;
		LLVMTypeRef type = llvm.IntTypeInContext(ir->context, width * 8);
		LLVMValueRef value =
			llvm.BuildLoad2(builder, type, byte_address(ir, builder, from, at), "");
		llvm.SetAlignment(value, 1);
		LLVMValueRef store =
			llvm.BuildStore(builder, value, byte_address(ir, builder, to, at));
		llvm.SetAlignment(store, width);
		llvm.SetVolatile(store, is_volatile);
	}
}

static bool lower_copy(struct places *places, LLVMBuilderRef builder, LLVMValueRef copy)
{
	struct place place;
	uint64_t length;
	if (!ir_constant(llvm.GetOperand(copy, 2), &length) || length > MAX_COPIED ||
	    !places_find(places, llvm.GetOperand(copy, 1), &place))
		return false;
	copy_bytes(places->ir, builder, llvm.GetOperand(copy, 0), ir_param_align(copy, 0),
		   llvm.GetOperand(copy, 1), length, call_is_volatile(copy));
	return true;
}

/* ---- addresses that are only compared ---- */

static bool lower_comparison(struct places *places, LLVMBuilderRef builder, LLVMValueRef at)
{
	struct place place;
	LLVMValueRef numbers[2];
	bool found = false;
	for (unsigned i = 0; i < 2; i++) {
		LLVMValueRef pointer = llvm.GetOperand(at, i);
		if (llvm.GetTypeKind(llvm.TypeOf(pointer)) != LLVMPointerTypeKind)
			return false;
		if (places_find(places, pointer, &place)) {
			numbers[i] = places_number(places, pointer);
			found = true;
		} else if (llvm.IsNull(pointer)) {
			numbers[i] = llvm.ConstNull(llvm.Int64TypeInContext(places->ir->context));
		} else {
			return false;
		}
	}
	return found && rewrite_replace(at, llvm.BuildICmp(builder, llvm.GetICmpPredicate(at),
							   numbers[0], numbers[1], ""));
}

/* Whether the address meets another one that stays an address: of two numbers, or of two places in
 * one copy, the difference is right, but not of one of each. */
static bool meets_address(struct places *places, LLVMValueRef at)
{
	struct place place;
	for (LLVMUseRef use = llvm.GetFirstUse(at); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		if (!ir_is_opcode(user, LLVMSub) && !ir_is_opcode(user, LLVMICmp))
			continue;
		LLVMValueRef other = llvm.GetOperand(user, llvm.GetOperand(user, 0) == at);
		if (ir_is_opcode(other, LLVMPtrToInt) &&
		    !places_find(places, llvm.GetOperand(other, 0), &place))
			return true;
	}
	return false;
}

static bool lower_number(struct places *places, LLVMBuilderRef builder, LLVMValueRef at)
{
	struct place place;
	if (!places_find(places, llvm.GetOperand(at, 0), &place) || meets_address(places, at))
		return false;
	LLVMValueRef number = places_number(places, llvm.GetOperand(at, 0));
	return rewrite_replace(at, llvm.BuildIntCast2(builder, number, llvm.TypeOf(at), false, ""));
}

/* Code generation counts the zeros at the end of a number with the help of a table; here by the
 * bits of ~x & (x - 1), which has a one for each of them. */
static bool lower_trailing_zeros(LLVMModuleRef module, LLVMBuilderRef builder, LLVMValueRef at)
{
	LLVMValueRef callee = llvm.IsAFunction(llvm.GetCalledValue(at));
	LLVMTypeRef type = llvm.TypeOf(at);
	if (!callee || !text_starts_with(ir_name(callee), "llvm.cttz.") ||
	    llvm.GetTypeKind(type) != LLVMIntegerTypeKind)
		return false;
	char name[32];
	snprintf(name, sizeof(name), "llvm.ctpop.i%u", llvm.GetIntTypeWidth(type));
	LLVMValueRef count = llvm.GetNamedFunction(module, name);
	LLVMTypeRef count_type = llvm.FunctionType(type, &type, 1, false);
	if (!count)
		count = llvm.AddFunction(module, name, count_type);
	LLVMValueRef ones = llvm.ConstInt(type, UINT64_MAX, true);
	LLVMValueRef x = llvm.GetOperand(at, 0);
	LLVMValueRef below = llvm.BuildAdd(builder, x, ones, "");
	LLVMValueRef zeros = llvm.BuildAnd(builder, llvm.BuildXor(builder, x, ones, ""), below, "");
	return rewrite_replace(at, llvm.BuildCall2(builder, count_type, count, &zeros, 1, ""));
}

/* Loads, comparisons, differences, and what would become a load. */
static bool lower_use(struct places *places, LLVMModuleRef module, LLVMBuilderRef builder,
		      LLVMValueRef at)
{
	switch (llvm.GetInstructionOpcode(at)) {
	case LLVMLoad:
		return constant_load_lower(places, module, builder, at);
	case LLVMICmp:
		return lower_comparison(places, builder, at);
	case LLVMPtrToInt:
		return lower_number(places, builder, at);
	case LLVMCall:
		return lower_trailing_zeros(module, builder, at);
	default:
		return false;
	}
}

static bool lower_copy_call(struct places *places, LLVMModuleRef module, LLVMBuilderRef builder,
			    LLVMValueRef at)
{
	(void)module;
	enum call_memory kind = call_memory(at);
	return (kind == CALL_COPY || kind == CALL_MOVE) && lower_copy(places, builder, at);
}

/* ---- addresses that are needed ---- */

/* The constant that the address lies in, and how far from its begin; NULL where it is too large to
 * be copied. */
static const struct place_object *find_copied(struct places *places, LLVMValueRef address,
					      uint64_t *distance)
{
	struct place place;
	if (!places_find(places, address, &place) ||
	    places->objects[place.object[0]].size > MAX_COPIED)
		return NULL;
	*distance = place.number - places->objects[place.object[0]].number;
	return &places->objects[place.object[0]];
}

/* A variable that holds what the constant holds. The builder stands where the variable gets its
 * value; 'variables' is where variables are made. */
static LLVMValueRef build_copy(struct ir *ir, LLVMBuilderRef variables, LLVMBuilderRef builder,
			       const struct place_object *object)
{
	LLVMTypeRef type =
		llvm.ArrayType2(llvm.Int8TypeInContext(ir->context), (object->size + 7) / 8 * 8);
	LLVMValueRef variable = llvm.BuildAlloca(variables, type, "");
	llvm.SetAlignment(variable, 8);
	copy_bytes(ir, builder, variable, 8, object->value, object->size, false);
	return variable;
}

/* The place in a copy of its own that 'address' is. */
static LLVMValueRef build_on_stack(struct places *places, LLVMBuilderRef builder,
				   LLVMValueRef address)
{
	uint64_t distance;
	const struct place_object *object = find_copied(places, address, &distance);
	return object ? byte_address(places->ir, builder,
				     build_copy(places->ir, builder, builder, object), distance)
		      : NULL;
}

/* The stack of a helper call's arguments lives as long as the call: the call moves into a function
 * of its own, and inlining marks the life of its variables. */
static bool build_arguments(struct places *places, LLVMModuleRef module, LLVMBuilderRef builder,
			    LLVMValueRef call)
{
	struct ir *ir = places->ir;
	LLVMTypeRef callee_type = llvm.GetCalledFunctionType(call);
	unsigned count = llvm.GetNumArgOperands(call);
	LLVMTypeRef types[CALL_ARGS];
	LLVMValueRef args[CALL_ARGS], inner[CALL_ARGS];
	for (unsigned i = 0; i < count; i++) {
		args[i] = llvm.GetOperand(call, i);
		types[i] = llvm.TypeOf(args[i]);
	}
	LLVMTypeRef type = llvm.FunctionType(llvm.TypeOf(call), types, count, false);
	LLVMValueRef function = llvm.AddFunction(module, "__bpf_shim_call", type);
	llvm.SetLinkage(function, LLVMInternalLinkage);
	ir_add_attribute(ir, function, "alwaysinline");
	ir_add_attribute(ir, function, "nounwind");

	LLVMBuilderRef body = llvm.CreateBuilderInContext(ir->context);
	llvm.PositionBuilderAtEnd(body, llvm.AppendBasicBlockInContext(ir->context, function, ""));
	bool changed = false;
	for (unsigned i = 0; i < count; i++) {
		LLVMValueRef address =
			constant_of(args[i]) ? build_on_stack(places, body, args[i]) : NULL;
		inner[i] = address ? address : llvm.GetParam(function, i);
		changed |= address != NULL;
	}
	LLVMValueRef result =
		llvm.BuildCall2(body, callee_type, llvm.GetCalledValue(call), inner, count, "");
	call_become(result, call);
	for (unsigned i = 0; i < count; i++) {
		if (inner[i] != llvm.GetParam(function, i))
			call_forget_alignment(result, i);
	}
	if (llvm.GetTypeKind(llvm.TypeOf(result)) == LLVMVoidTypeKind)
		llvm.BuildRetVoid(body);
	else
		llvm.BuildRet(body, result);
	llvm.DisposeBuilder(body);
	/* Without a use it goes with what is not reached. */
	return changed &&
	       rewrite_replace(call, llvm.BuildCall2(builder, type, function, args, count, ""));
}

static bool is_helper_call(LLVMValueRef at)
{
	return llvm.IsACallInst(at) && llvm.IsAConstant(llvm.GetCalledValue(at)) &&
	       !llvm.IsAFunction(llvm.GetCalledValue(at)) &&
	       llvm.GetNumArgOperands(at) <= CALL_ARGS;
}

static bool lower_helper_call(struct places *places, LLVMModuleRef module, LLVMBuilderRef builder,
			      LLVMValueRef at)
{
	if (!is_helper_call(at))
		return false;
	unsigned count = llvm.GetNumArgOperands(at);
	for (unsigned i = 0; i < count; i++) {
		if (constant_of(llvm.GetOperand(at, i)))
			return build_arguments(places, module, builder, at);
	}
	return false;
}

/* All addresses in the constant, from 'first' on, become such in its one copy: they may be compared
 * with each other. */
static void replace_addresses(struct places *places, LLVMBuilderRef builder, LLVMValueRef first,
			      LLVMValueRef constant, LLVMValueRef copy)
{
	uint64_t distance;
	for (LLVMValueRef at = first; at; at = ir_next_instruction(at)) {
		int count = llvm.IsACallInst(at) ? 0 : llvm.GetNumOperands(at);
		for (int i = 0; i < count; i++) {
			LLVMValueRef address = llvm.GetOperand(at, (unsigned)i);
			if (constant_of(address) == constant &&
			    find_copied(places, address, &distance))
				llvm.SetOperand(at, (unsigned)i,
						byte_address(places->ir, builder, copy, distance));
		}
	}
}

/* The variable lives as long as the function. The instruction stays, with another operand. */
static bool lower_address(struct places *places, LLVMModuleRef module, LLVMBuilderRef builder,
			  LLVMValueRef at)
{
	(void)module;
	LLVMValueRef function = llvm.GetBasicBlockParent(llvm.GetInstructionParent(at));
	int count = llvm.IsACallInst(at) ? 0 : llvm.GetNumOperands(at);
	for (int i = 0; i < count; i++) {
		uint64_t distance;
		LLVMValueRef constant = constant_of(llvm.GetOperand(at, (unsigned)i));
		const struct place_object *object =
			constant ? find_copied(places, llvm.GetOperand(at, (unsigned)i), &distance)
				 : NULL;
		if (!object)
			continue;
		llvm.PositionBuilderBefore(builder, ir_first_instruction(function));
		LLVMValueRef copy = build_copy(places->ir, builder, builder, object);
		replace_addresses(places, builder, at, constant, copy);
	}
	return false;
}

int rodata_lower_addresses(struct ir *ir, LLVMModuleRef module)
{
	LLVMValueRef global = llvm.GetFirstGlobal(module);
	while (global && (!is_data_with_addresses(global) || !llvm.GetFirstUse(global)))
		global = llvm.GetNextGlobal(global);
	if (!global)
		return 0;
	places_rewrite(ir, module, is_data_with_addresses, lower_copy_call);
	places_rewrite(ir, module, is_data_with_addresses, lower_use);
	if (lookup_inline(ir, module) < 0)
		return -1;
	return passes_fold_and_drop(ir, module);
}

int rodata_lower(struct ir *ir, LLVMModuleRef module)
{
	places_rewrite(ir, module, is_constant_data, lower_copy_call);
	places_rewrite(ir, module, is_constant_data, lower_use);
	/* The pointers that no one uses any more must not keep a constant. */
	if (passes_fold_and_drop(ir, module) < 0)
		return -1;
	places_rewrite(ir, module, is_constant_data, lower_helper_call);
	/* What is loaded to be stored there is no address that is needed. */
	if (passes_fold(ir, module) < 0)
		return -1;
	places_rewrite(ir, module, is_constant_data, lower_address);
	if (lookup_inline(ir, module) < 0)
		return -1;
	return passes_fold(ir, module);
}
