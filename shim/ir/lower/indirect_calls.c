/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Indirect calls. A pointer that is chosen among known functions (by a condition, in a loop)
 * becomes a call of a dispatcher that compares the pointer with each of them and calls it directly;
 * inlining and folding the comparisons does the rest.
 */
#include "ir/lower/indirect_calls.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "ir/llvm/calls.h"
#include "ir/llvm/module.h"
#include "ir/llvm/rewrite.h"

#define MOST_TARGETS 16
#define MOST_VISITS 64

struct targets {
	LLVMValueRef function[MOST_TARGETS];
	unsigned count;
	LLVMValueRef visited[MOST_VISITS]; /* phis may go round */
	unsigned visits;
};

static bool add_target(struct targets *targets, LLVMValueRef function)
{
	for (unsigned i = 0; i < targets->count; i++) {
		if (targets->function[i] == function)
			return true;
	}
	if (targets->count == MOST_TARGETS)
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
	if (targets->visits == MOST_VISITS)
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

/* "if pointer == target, return target(args)"; the builder then stands in the "else" block. */
static void build_case(struct ir *ir, LLVMBuilderRef builder, LLVMValueRef dispatcher,
		       LLVMValueRef call, LLVMValueRef target, LLVMValueRef *args, unsigned count)
{
	LLVMTypeRef type = llvm.GetCalledFunctionType(call);
	LLVMBasicBlockRef hit = llvm.AppendBasicBlockInContext(ir->context, dispatcher, "");
	LLVMBasicBlockRef miss = llvm.AppendBasicBlockInContext(ir->context, dispatcher, "");
	LLVMValueRef pointer = llvm.GetParam(dispatcher, count);
	LLVMValueRef same = llvm.BuildICmp(builder, LLVMIntEQ, pointer, target, "");
	llvm.BuildCondBr(builder, same, hit, miss);
	llvm.PositionBuilderAtEnd(builder, hit);
	LLVMValueRef result = llvm.BuildCall2(builder, type, target, args, count, "");
	call_become(result, call);
	if (llvm.GetTypeKind(llvm.TypeOf(result)) == LLVMVoidTypeKind)
		llvm.BuildRetVoid(builder);
	else
		llvm.BuildRet(builder, result);
	llvm.PositionBuilderAtEnd(builder, miss);
}

/* A function (args..., pointer) that calls what the pointer points to, as 'call' does. */
static LLVMValueRef build_dispatcher(struct ir *ir, LLVMModuleRef module, LLVMValueRef call,
				     const struct targets *targets)
{
	LLVMTypeRef type = llvm.GetCalledFunctionType(call);
	unsigned count = llvm.CountParamTypes(type);
	LLVMTypeRef *params = xcalloc(count + 1, sizeof(*params));
	LLVMValueRef *args = xcalloc(count + 1, sizeof(*args));
	llvm.GetParamTypes(type, params);
	params[count] = llvm.PointerTypeInContext(ir->context, 0);
	LLVMValueRef dispatcher = llvm.AddFunction(
		module, "__bpf_shim_dispatch",
		llvm.FunctionType(llvm.GetReturnType(type), params, count + 1, false));
	llvm.SetLinkage(dispatcher, LLVMInternalLinkage);
	ir_add_attribute(ir, dispatcher, "alwaysinline");
	for (unsigned i = 0; i < count; i++)
		args[i] = llvm.GetParam(dispatcher, i);

	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	llvm.PositionBuilderAtEnd(builder,
				  llvm.AppendBasicBlockInContext(ir->context, dispatcher, ""));
	for (unsigned i = 0; i < targets->count; i++) {
		/* Comparisons of functions that might be merged would not be folded. */
		llvm.SetUnnamedAddress(targets->function[i], LLVMNoUnnamedAddr);
		build_case(ir, builder, dispatcher, call, targets->function[i], args, count);
	}
	llvm.BuildUnreachable(builder);
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
	args[count] = pointer;
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
