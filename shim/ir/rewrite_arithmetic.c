/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Arithmetic that the backend refuses or turns into library calls: signed division below v4,
 * 128-bit multiplication and division, 64-bit multiplication with overflow. Each becomes a call of
 * a body from runtime.ll.
 */
#include <string.h>

#include "ir/rewrite.h"
#include "ir/runtime.h"

/* The backend divides by a power of two with shifts, whatever the sign. */
static bool is_power_of_two(LLVMValueRef divisor)
{
	if (!llvm.IsAConstantInt(divisor))
		return false;
	unsigned long long value = llvm.ConstIntGetZExtValue(divisor);
	return value && (value & (value - 1)) == 0;
}

static LLVMValueRef lower_signed_division(struct ir *ir, LLVMModuleRef module,
					  LLVMBuilderRef builder, LLVMValueRef at, const char *body)
{
	LLVMTypeRef type = llvm.TypeOf(at);
	LLVMTypeRef i64 = llvm.Int64TypeInContext(ir->context);
	LLVMValueRef args[] = {
		llvm.BuildIntCast2(builder, llvm.GetOperand(at, 0), i64, true, ""),
		llvm.BuildIntCast2(builder, llvm.GetOperand(at, 1), i64, true, ""),
	};
	LLVMValueRef wide = runtime_call(ir, module, builder, body, i64, args, 2);
	return llvm.BuildIntCast2(builder, wide, type, true, "");
}

static LLVMValueRef lower_128(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder,
			      LLVMValueRef at, const char *body)
{
	LLVMTypeRef type = llvm.TypeOf(at);
	LLVMValueRef args[] = {llvm.GetOperand(at, 0), llvm.GetOperand(at, 1)};
	return runtime_call(ir, module, builder, body, type, args, 2);
}

/* The value that takes the instruction's place, or NULL when the backend can do it. */
static LLVMValueRef lower_binary(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder,
				 LLVMValueRef at)
{
	LLVMTypeRef type = llvm.TypeOf(at);
	if (llvm.GetTypeKind(type) != LLVMIntegerTypeKind)
		return NULL;
	bool wide = llvm.GetIntTypeWidth(type) == 128;
	bool native = strcmp(ir->profile->cpu, "v4") == 0;

	switch (llvm.GetInstructionOpcode(at)) {
	case LLVMMul:
		return wide ? lower_128(ir, module, builder, at, "__bpf_shim_mul") : NULL;
	case LLVMUDiv:
		return wide ? lower_128(ir, module, builder, at, "__bpf_shim_udiv128") : NULL;
	case LLVMURem:
		return wide ? lower_128(ir, module, builder, at, "__bpf_shim_urem128") : NULL;
	case LLVMSDiv:
		if (wide)
			return lower_128(ir, module, builder, at, "__bpf_shim_sdiv128");
		if (native || is_power_of_two(llvm.GetOperand(at, 1)))
			return NULL;
		return lower_signed_division(ir, module, builder, at, "__bpf_shim_sdiv");
	case LLVMSRem:
		if (wide)
			return lower_128(ir, module, builder, at, "__bpf_shim_srem128");
		if (native || is_power_of_two(llvm.GetOperand(at, 1)))
			return NULL;
		return lower_signed_division(ir, module, builder, at, "__bpf_shim_srem");
	default:
		return NULL;
	}
}

static LLVMValueRef lower_overflow(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder,
				   LLVMValueRef at)
{
	const char *body = ir_calls(at, "llvm.umul.with.overflow.i64")   ? "__bpf_shim_umulo"
			   : ir_calls(at, "llvm.smul.with.overflow.i64") ? "__bpf_shim_smulo"
									 : NULL;
	if (!body)
		return NULL;
	LLVMValueRef args[] = {llvm.GetOperand(at, 0), llvm.GetOperand(at, 1)};
	return runtime_call(ir, module, builder, body, llvm.TypeOf(at), args, 2);
}

unsigned rewrite_arithmetic(struct ir *ir, LLVMModuleRef module)
{
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	unsigned changed = 0;
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f)) {
		LLVMValueRef next;
		for (LLVMValueRef at = ir_first_instruction(f); at; at = next) {
			next = ir_next_instruction(at);
			llvm.PositionBuilderBefore(builder, at);
			llvm.SetCurrentDebugLocation2(builder, llvm.InstructionGetDebugLoc(at));
			LLVMValueRef value = llvm.IsACallInst(at)
						     ? lower_overflow(ir, module, builder, at)
						     : lower_binary(ir, module, builder, at);
			if (!value)
				continue;
			llvm.ReplaceAllUsesWith(at, value);
			llvm.InstructionEraseFromParent(at);
			changed++;
		}
	}
	llvm.DisposeBuilder(builder);
	return changed;
}
