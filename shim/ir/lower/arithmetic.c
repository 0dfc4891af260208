/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Arithmetic that the backend refuses or turns into library calls: signed division below v4,
 * 128-bit multiplication and division, 64-bit multiplication with overflow. Each becomes a call of
 * a body from runtime.ll.
 */
#include "ir/lower/arithmetic.h"

#include <string.h>

#include "ir/llvm/module.h"
#include "ir/llvm/rewrite.h"
#include "ir/lower/runtime.h"

/* The backend divides by a power of two with shifts, whatever the sign. */
static bool is_power_of_two(LLVMValueRef divisor)
{
	uint64_t value;
	return ir_constant(divisor, &value) && value && (value & (value - 1)) == 0;
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

/* Of 65 bits to 128. */
static LLVMValueRef lower_128(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder,
			      LLVMValueRef at, const char *body)
{
	LLVMOpcode opcode = llvm.GetInstructionOpcode(at);
	bool is_signed = opcode == LLVMSDiv || opcode == LLVMSRem || opcode == LLVMAShr;
	LLVMTypeRef i128 = llvm.IntTypeInContext(ir->context, 128);
	LLVMValueRef args[] = {
		llvm.BuildIntCast2(builder, llvm.GetOperand(at, 0), i128, is_signed, ""),
		llvm.BuildIntCast2(builder, llvm.GetOperand(at, 1), i128, is_signed, ""),
	};
	LLVMValueRef wide = runtime_call(ir, module, builder, body, i128, args, 2);
	return llvm.BuildIntCast2(builder, wide, llvm.TypeOf(at), is_signed, "");
}

static bool is_two_registers(unsigned width)
{
	return width > 64 && width <= 128;
}

/* Divisions: the value that takes the instruction's place, or NULL when the backend can do it. */
static LLVMValueRef lower_division(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder,
				   LLVMValueRef at)
{
	static const struct {
		LLVMOpcode opcode;
		const char *wide;
		const char *narrow; /* NULL: the backend divides unsigned numbers */
	} bodies[] = {
		{LLVMUDiv, "__bpf_shim_udiv128", NULL},
		{LLVMURem, "__bpf_shim_urem128", NULL},
		{LLVMSDiv, "__bpf_shim_sdiv128", "__bpf_shim_sdiv"},
		{LLVMSRem, "__bpf_shim_srem128", "__bpf_shim_srem"},
	};
	LLVMTypeRef type = llvm.TypeOf(at);
	LLVMOpcode opcode = llvm.GetInstructionOpcode(at);
	bool native = strcmp(ir->profile->cpu, "v4") == 0;
	for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++) {
		if (bodies[i].opcode != opcode || llvm.GetTypeKind(type) != LLVMIntegerTypeKind)
			continue;
		unsigned width = llvm.GetIntTypeWidth(type);
		if (is_two_registers(width))
			return lower_128(ir, module, builder, at, bodies[i].wide);
		if (width > 64 || !bodies[i].narrow || native ||
		    (llvm.major > 20 && is_power_of_two(llvm.GetOperand(at, 1))))
			return NULL;
		return lower_signed_division(ir, module, builder, at, bodies[i].narrow);
	}
	return NULL;
}

/* Products and shifts of 128 bits. LLVM's pipeline makes one wide product again of four narrow
 * ones, so these come last. */
static LLVMValueRef lower_wide(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder,
			       LLVMValueRef at)
{
	static const struct {
		LLVMOpcode opcode;
		const char *body;
	} bodies[] = {
		{LLVMMul, "__bpf_shim_mul"},
		{LLVMShl, "__bpf_shim_shl128"},
		{LLVMLShr, "__bpf_shim_lshr128"},
		{LLVMAShr, "__bpf_shim_ashr128"},
	};
	LLVMTypeRef type = llvm.TypeOf(at);
	LLVMOpcode opcode = llvm.GetInstructionOpcode(at);
	if (llvm.GetTypeKind(type) != LLVMIntegerTypeKind ||
	    !is_two_registers(llvm.GetIntTypeWidth(type)))
		return NULL;
	for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++) {
		if (bodies[i].opcode != opcode)
			continue;
		/* The backend shifts by a constant. */
		if (opcode != LLVMMul && llvm.IsAConstantInt(llvm.GetOperand(at, 1)))
			return NULL;
		return lower_128(ir, module, builder, at, bodies[i].body);
	}
	return NULL;
}

struct overflow_body {
	const char *intrinsic;
	const char *body;
};

static LLVMValueRef lower_overflow(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder,
				   LLVMValueRef at, const struct overflow_body bodies[2])
{
	for (int i = 0; i < 2; i++) {
		if (!ir_calls(at, bodies[i].intrinsic))
			continue;
		LLVMValueRef args[] = {llvm.GetOperand(at, 0), llvm.GetOperand(at, 1)};
		return runtime_call(ir, module, builder, bodies[i].body, llvm.TypeOf(at), args, 2);
	}
	return NULL;
}

/* An overflow check is a comparison then, which is to be seen by the loops' bounds, too. */
static bool multiplies_by_constant(LLVMValueRef call)
{
	LLVMValueRef factor = llvm.GetNumOperands(call) > 2 ? llvm.GetOperand(call, 1) : NULL;
	uint64_t number;
	return factor && ir_constant(factor, &number) && number != 0;
}

static bool lower_early(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder,
			LLVMValueRef at)
{
	static const struct overflow_body wide[2] = {
		{"llvm.umul.with.overflow.i128", "__bpf_shim_umulo128"},
		{"llvm.smul.with.overflow.i128", "__bpf_shim_smulo128"},
	};
	static const struct overflow_body by_constant[2] = {
		{"llvm.umul.with.overflow.i64", "__bpf_shim_umulo_constant"},
		{"llvm.smul.with.overflow.i64", "__bpf_shim_smulo_constant"},
	};
	if (!llvm.IsACallInst(at))
		return rewrite_replace(at, lower_division(ir, module, builder, at));
	return rewrite_replace(at, lower_overflow(ir, module, builder, at,
						  multiplies_by_constant(at) ? by_constant : wide));
}

static bool lower_late(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder, LLVMValueRef at)
{
	static const struct overflow_body bodies[2] = {
		{"llvm.umul.with.overflow.i64", "__bpf_shim_umulo"},
		{"llvm.smul.with.overflow.i64", "__bpf_shim_smulo"},
	};
	return rewrite_replace(at, llvm.IsACallInst(at)
					   ? lower_overflow(ir, module, builder, at, bodies)
					   : lower_wide(ir, module, builder, at));
}

int arithmetic_lower(struct ir *ir, LLVMModuleRef module)
{
	return rewrite_each(ir, module, lower_early);
}

int arithmetic_lower_wide(struct ir *ir, LLVMModuleRef module)
{
	return rewrite_each(ir, module, lower_late);
}
