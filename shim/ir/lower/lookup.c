/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Building functions that choose. */
#include "ir/lower/lookup.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "ir/llvm/module.h"
#include "ir/llvm/opaque.h"
#include "ir/llvm/passes.h"

static void build_choice(const struct lookup *lookup, LLVMBuilderRef builder, LLVMValueRef function,
			 LLVMBasicBlockRef block, size_t choice)
{
	llvm.PositionBuilderAtEnd(builder, block);
	LLVMValueRef result = lookup->build(lookup->data, builder, function, choice);
	if (result)
		llvm.BuildRet(builder, result);
	else
		llvm.BuildRetVoid(builder);
}

/* "switch number", each case a return. */
static void build_body(const struct lookup *lookup, LLVMValueRef function)
{
	LLVMContextRef context = lookup->ir->context;
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(context);
	LLVMTypeRef i64 = llvm.Int64TypeInContext(context);
	LLVMBasicBlockRef entry = llvm.AppendBasicBlockInContext(context, function, "");
	LLVMBasicBlockRef last = llvm.AppendBasicBlockInContext(context, function, "");
	llvm.PositionBuilderAtEnd(builder, entry);
	LLVMValueRef choose = llvm.BuildSwitch(builder, llvm.GetParam(function, lookup->arg_count),
					       last, (unsigned)lookup->count);
	for (size_t i = 0; i + 1 < lookup->count; i++) {
		LLVMBasicBlockRef block = llvm.AppendBasicBlockInContext(context, function, "");
		llvm.AddCase(choose, llvm.ConstInt(i64, lookup->numbers[i], false), block);
		build_choice(lookup, builder, function, block, i);
	}
	build_choice(lookup, builder, function, last, lookup->count - 1);
	llvm.DisposeBuilder(builder);
}

LLVMValueRef lookup_call(const struct lookup *lookup, LLVMBuilderRef builder, LLVMValueRef number)
{
	unsigned count = lookup->arg_count;
	LLVMTypeRef *types = xcalloc(count + 1, sizeof(*types));
	LLVMValueRef *args = xcalloc(count + 1, sizeof(*args));
	for (unsigned i = 0; i < count; i++)
		args[i] = lookup->args[i];
	/* The number is narrowed to one value in each choice: as a copy, it does not narrow what
	 * the verifier knows of the original and so keep the ways apart that meet again. */
	args[count] = opaque_copy(builder, number);
	for (unsigned i = 0; i <= count; i++)
		types[i] = llvm.TypeOf(args[i]);

	LLVMTypeRef type = llvm.FunctionType(lookup->result, types, count + 1, false);
	LLVMValueRef function = llvm.AddFunction(lookup->module, "__bpf_shim_lookup", type);
	llvm.SetLinkage(function, LLVMInternalLinkage);
	ir_add_attribute(lookup->ir, function, "alwaysinline");
	ir_add_attribute(lookup->ir, function, "nounwind");
	build_body(lookup, function);
	LLVMValueRef result = llvm.BuildCall2(builder, type, function, args, count + 1, "");
	free(types);
	free(args);
	return result;
}

int lookup_inline(struct ir *ir, LLVMModuleRef module)
{
	return passes_inline_built(ir, module);
}
