/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What bitcode has that was made for the host.
 *
 * Inline assembly for BPF: stable Rust lets asm! say anything there, and only writes its operands
 * as the host does: in Intel syntax on x86, and with the size of the register
 * (rustc_codegen_llvm/src/asm.rs).
 */
#include "ir/prepare/host.h"

#include <string.h>

#include "base/buf.h"
#include "ir/llvm/module.h"
#include "ir/llvm/rewrite.h"

/* Appends 'string' with "${N}" for "${N:M}": BPF has no sizes. True when it differs. */
static bool translate(struct buf *text, const char *string, size_t size)
{
	const char *end = string + size;
	while (string < end) {
		const char *colon = end - string > 2 && memcmp(string, "${", 2) == 0
					    ? memchr(string, ':', (size_t)(end - string))
					    : NULL;
		size_t digits = colon ? strspn(string + 2, "0123456789") : 0;
		if (digits && colon == string + 2 + digits && end - colon > 2 && colon[2] == '}') {
			buf_append(text, string, (size_t)(colon - string));
			string = colon + 2;
		} else {
			buf_append(text, string++, 1);
		}
	}
	return text->size < size;
}

static bool rewrite_call(LLVMValueRef call, struct buf *text)
{
	LLVMValueRef assembly = llvm.IsAInlineAsm(llvm.GetCalledValue(call));
	if (!assembly)
		return false;
	size_t size, constraints_size;
	const char *string = llvm.GetInlineAsmAsmString(assembly, &size);
	const char *constraints = llvm.GetInlineAsmConstraintString(assembly, &constraints_size);
	bool differs = translate(text, string, size);
	if (!differs && llvm.GetInlineAsmDialect(assembly) == LLVMInlineAsmDialectATT)
		return false;
	LLVMValueRef translated = llvm.GetInlineAsm(
		llvm.GetInlineAsmFunctionType(assembly), text->size ? text->data : "", text->size,
		constraints, constraints_size, llvm.GetInlineAsmHasSideEffects(assembly), false,
		LLVMInlineAsmDialectATT, false);
	llvm.SetOperand(call, (unsigned)llvm.GetNumOperands(call) - 1, translated);
	return true;
}

int host_assembly_convert(struct ir *ir, LLVMModuleRef module)
{
	(void)ir;
	struct buf text = {0};
	int changed = 0;
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f)) {
		for (LLVMValueRef at = ir_first_instruction(f); at; at = ir_next_instruction(at)) {
			text.size = 0;
			if (llvm.IsACallInst(at) && rewrite_call(at, &text))
				changed++;
		}
	}
	buf_release(&text);
	return changed;
}

/* core::hint::spin_loop(): a hint to the processor, and there is none here. */
static bool is_pause(LLVMValueRef at)
{
	return ir_calls(at, "llvm.x86.sse2.pause") || ir_calls(at, "llvm.aarch64.isb");
}

static bool lower(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder, LLVMValueRef at)
{
	(void)ir, (void)module, (void)builder;
	return is_pause(at); /* it has no value */
}

int host_intrinsics_drop(struct ir *ir, LLVMModuleRef module)
{
	return rewrite_each(ir, module, lower);
}
