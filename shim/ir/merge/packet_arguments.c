/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Addresses in packets that subprograms are handed. */
#include "ir/merge/packet_arguments.h"

#include "ir/analysis/functions.h"
#include "ir/analysis/packet.h"
#include "ir/llvm/module.h"
#include "ir/merge/argument_walk.h"
#include "ir/merge/subprograms.h"

/* What an address has been followed through. */
struct walk {
	const struct ir *ir;
	struct argument_walk done;
};

static bool has_unknown_index(LLVMValueRef gep)
{
	for (unsigned i = 1; i < (unsigned)llvm.GetNumOperands(gep); i++) {
		if (!llvm.IsAConstantInt(llvm.GetOperand(gep, i)))
			return true;
	}
	return false;
}

static LLVMValueRef called_subprogram(const struct ir *ir, LLVMValueRef at)
{
	LLVMValueRef callee =
		llvm.IsACallInst(at) ? llvm.IsAFunction(llvm.GetCalledValue(at)) : NULL;
	return callee && !llvm.IsDeclaration(callee) && function_is_subprogram(ir, callee) &&
			       !function_is_global(ir, callee)
		       ? callee
		       : NULL;
}

/* Whether an unknown number is added to the address, here or in what it is handed on to. */
static bool varies(struct walk *walk, LLVMValueRef address)
{
	if (!argument_walk_visit(&walk->done, address))
		return false;
	for (LLVMUseRef use = llvm.GetFirstUse(address); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		LLVMValueRef callee = called_subprogram(walk->ir, user);
		for (unsigned i = 0; callee && i < llvm.CountParams(callee); i++) {
			if (llvm.GetOperand(user, i) == address &&
			    varies(walk, llvm.GetParam(callee, i)))
				return true;
		}
		bool offset = ir_is_opcode(user, LLVMGetElementPtr);
		if (offset && has_unknown_index(user))
			return true;
		if ((offset || llvm.IsASelectInst(user) || llvm.IsAPHINode(user)) &&
		    varies(walk, user))
			return true;
	}
	return false;
}

static bool is_end(const struct packet_fields *fields, LLVMValueRef value)
{
	return packet_is_field(packet_strip_casts(value), fields->end);
}

/* One that gets the end, too, compares by itself. */
static bool wants_comparison(const struct ir *ir, const struct packet_fields *fields,
			     LLVMValueRef call, LLVMValueRef callee)
{
	struct walk walk = {.ir = ir};
	bool wants = false, has_end = false;
	for (unsigned i = 0; i < llvm.CountParams(callee); i++) {
		LLVMValueRef argument = llvm.GetOperand(call, i);
		has_end |= is_end(fields, argument);
		wants |= llvm.GetTypeKind(llvm.TypeOf(argument)) == LLVMPointerTypeKind &&
			 packet_find_origin(fields, argument).start &&
			 varies(&walk, llvm.GetParam(callee, i));
	}
	argument_walk_release(&walk.done);
	return wants && !has_end;
}

static bool give_up_called(struct ir *ir, LLVMValueRef function)
{
	const struct packet_fields *fields = packet_fields_of(ir, function);
	bool given_up = false;
	if (!fields)
		return false;
	for (LLVMValueRef at = ir_first_instruction(function); at; at = ir_next_instruction(at)) {
		LLVMValueRef callee = called_subprogram(ir, at);
		if (!callee || !wants_comparison(ir, fields, at, callee))
			continue;
		subprogram_give_up(ir, callee, "it reads a packet at a place that is not known");
		given_up = true;
	}
	return given_up;
}

static bool give_up(struct ir *ir, LLVMModuleRef module)
{
	bool given_up = false;
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f))
		given_up |= !llvm.IsDeclaration(f) && give_up_called(ir, f);
	return given_up;
}

int packet_arguments_inline(struct ir *ir, LLVMModuleRef module)
{
	return arguments_inline(ir, module, give_up);
}
