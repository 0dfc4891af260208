/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Indirect calls. A pointer that is chosen among known functions (by a condition, in a loop)
 * becomes a number that is chosen in the same way, and the call one of a dispatcher that calls the
 * function of that number directly; inlining does the rest. The pointers themselves are not
 * compared: LLVM need not fold that away, and what is left would be addresses of functions in the
 * program.
 */
#include "ir/lower/indirect_calls.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "ir/llvm/calls.h"
#include "ir/llvm/module.h"
#include "ir/llvm/rewrite.h"

#define MAX_TARGETS 16
#define MAX_VISITS 64

struct targets {
	LLVMValueRef function[MAX_TARGETS];
	unsigned count;
	LLVMValueRef visited[MAX_VISITS]; /* selects, and phis, which may go round */
	LLVMValueRef numbers[MAX_VISITS]; /* what they have become; NULL: nothing yet */
	unsigned visits;
};

static bool add_target(struct targets *targets, LLVMValueRef function)
{
	for (unsigned i = 0; i < targets->count; i++) {
		if (targets->function[i] == function)
			return true;
	}
	if (targets->count == MAX_TARGETS)
		return false;
	targets->function[targets->count++] = function;
	return true;
}

/* False when the pointer may be something else than a function that is known. */
static bool collect(struct targets *targets, LLVMValueRef pointer)
{
	if (llvm.IsAFunction(pointer))
		return !llvm.IsDeclaration(pointer) && add_target(targets, pointer);
	for (unsigned i = 0; i < targets->visits; i++) {
		if (targets->visited[i] == pointer)
			return true;
	}
	if (targets->visits == MAX_VISITS)
		return false;
	targets->visited[targets->visits++] = pointer;
	if (llvm.IsASelectInst(pointer))
		return collect(targets, llvm.GetOperand(pointer, 1)) &&
		       collect(targets, llvm.GetOperand(pointer, 2));
	if (!llvm.IsAPHINode(pointer))
		return false;
	for (unsigned i = 0; i < llvm.CountIncoming(pointer); i++) {
		if (!collect(targets, llvm.GetIncomingValue(pointer, i)))
			return false;
	}
	return true;
}

static unsigned target_index(const struct targets *targets, LLVMValueRef function)
{
	unsigned i = 0;
	while (targets->function[i] != function)
		i++;
	return i;
}

/* The number of the function that a pointer which was collected points to; built where the pointer
 * is. */
static LLVMValueRef build_number(struct targets *targets, LLVMBuilderRef builder,
				 LLVMValueRef pointer)
{
	LLVMTypeRef type = llvm.Int32TypeInContext(llvm.GetTypeContext(llvm.TypeOf(pointer)));
	unsigned at = 0;
	if (llvm.IsAFunction(pointer))
		return llvm.ConstInt(type, target_index(targets, pointer), false);
	while (targets->visited[at] != pointer)
		at++;
	if (targets->numbers[at])
		return targets->numbers[at];
	if (llvm.IsASelectInst(pointer)) {
		LLVMValueRef a = build_number(targets, builder, llvm.GetOperand(pointer, 1));
		LLVMValueRef b = build_number(targets, builder, llvm.GetOperand(pointer, 2));
		llvm.PositionBuilderBefore(builder, pointer);
		targets->numbers[at] =
			llvm.BuildSelect(builder, llvm.GetOperand(pointer, 0), a, b, "");
		return targets->numbers[at];
	}
	llvm.PositionBuilderBefore(builder, pointer);
	LLVMValueRef phi = llvm.BuildPhi(builder, type, "");
	targets->numbers[at] = phi;
	for (unsigned i = 0; i < llvm.CountIncoming(pointer); i++) {
		LLVMValueRef value =
			build_number(targets, builder, llvm.GetIncomingValue(pointer, i));
		LLVMBasicBlockRef block = llvm.GetIncomingBlock(pointer, i);
		llvm.AddIncoming(phi, &value, &block, 1);
	}
	return phi;
}

static void build_target(struct ir *ir, LLVMBasicBlockRef block, LLVMValueRef call,
			 LLVMValueRef target, LLVMValueRef *args)
{
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	llvm.PositionBuilderAtEnd(builder, block);
	LLVMValueRef result = llvm.BuildCall2(builder, llvm.GetCalledFunctionType(call), target,
					      args, llvm.GetNumArgOperands(call), "");
	call_become(result, call);
	if (llvm.GetTypeKind(llvm.TypeOf(result)) == LLVMVoidTypeKind)
		llvm.BuildRetVoid(builder);
	else
		llvm.BuildRet(builder, result);
	llvm.DisposeBuilder(builder);
}

/* A function (args..., number) that calls the target of that number as the call does. */
static LLVMValueRef build_dispatcher(struct ir *ir, LLVMModuleRef module, LLVMValueRef call,
				     const struct targets *targets)
{
	LLVMTypeRef type = llvm.GetCalledFunctionType(call);
	LLVMTypeRef i32 = llvm.Int32TypeInContext(ir->context);
	unsigned count = llvm.CountParamTypes(type);
	LLVMTypeRef *params = xcalloc(count + 1, sizeof(*params));
	LLVMValueRef *args = xcalloc(count + 1, sizeof(*args));
	llvm.GetParamTypes(type, params);
	params[count] = i32;
	LLVMValueRef dispatcher = llvm.AddFunction(
		module, "__bpf_shim_dispatch",
		llvm.FunctionType(llvm.GetReturnType(type), params, count + 1, false));
	llvm.SetLinkage(dispatcher, LLVMInternalLinkage);
	ir_add_attribute(ir, dispatcher, "alwaysinline");
	for (unsigned i = 0; i < count; i++)
		args[i] = llvm.GetParam(dispatcher, i);

	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	LLVMBasicBlockRef entry = llvm.AppendBasicBlockInContext(ir->context, dispatcher, "");
	LLVMBasicBlockRef last = llvm.AppendBasicBlockInContext(ir->context, dispatcher, "");
	llvm.PositionBuilderAtEnd(builder, entry);
	LLVMValueRef choose =
		llvm.BuildSwitch(builder, llvm.GetParam(dispatcher, count), last, targets->count);
	for (unsigned i = 0; i + 1 < targets->count; i++) {
		LLVMBasicBlockRef block =
			llvm.AppendBasicBlockInContext(ir->context, dispatcher, "");
		llvm.AddCase(choose, llvm.ConstInt(i32, i, false), block);
		build_target(ir, block, call, targets->function[i], args);
	}
	build_target(ir, last, call, targets->function[targets->count - 1], args);
	llvm.DisposeBuilder(builder);
	free(params);
	free(args);
	return dispatcher;
}

static bool lower(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder, LLVMValueRef call)
{
	LLVMValueRef pointer = llvm.IsACallInst(call) ? llvm.GetCalledValue(call) : NULL;
	struct targets targets = {0};
	if (!pointer || llvm.IsAFunction(pointer) || !llvm.IsAInstruction(pointer) ||
	    !collect(&targets, pointer) || !targets.count)
		return false;

	unsigned count = llvm.GetNumArgOperands(call);
	LLVMValueRef *args = xcalloc(count + 1, sizeof(*args));
	for (unsigned i = 0; i < count; i++)
		args[i] = llvm.GetOperand(call, i);
	args[count] = build_number(&targets, builder, pointer);
	llvm.PositionBuilderBefore(builder, call);
	llvm.SetCurrentDebugLocation2(builder, llvm.InstructionGetDebugLoc(call));
	LLVMValueRef dispatcher = build_dispatcher(ir, module, call, &targets);
	LLVMValueRef result = llvm.BuildCall2(builder, llvm.GlobalGetValueType(dispatcher),
					      dispatcher, args, count + 1, "");
	llvm.ReplaceAllUsesWith(call, result);
	free(args);
	return true;
}

int indirect_calls_lower(struct ir *ir, LLVMModuleRef module)
{
	return rewrite_each(ir, module, lower);
}
