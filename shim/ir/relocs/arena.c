/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Pointers into arenas. Programs hold the addresses that user space has, and the kernel wants a
 * cast before each access (verifier.c, BPF_ADDR_SPACE_CAST). Rust has no address spaces.
 */
#include "ir/relocs/arena.h"

#include "ir/llvm/module.h"
#include "ir/llvm/rewrite.h"

#define MARKER "__bpf_shim_arena"
/* What clang calls __arena; 0 is that of all other pointers. */
#define ARENA 1

static bool cast(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder, LLVMValueRef at)
{
	(void)module;
	if (!ir_calls(at, MARKER))
		return false;
	/* By a number, since nothing that is known of the pointer holds behind the cast. */
	LLVMValueRef number = llvm.BuildPtrToInt(builder, llvm.GetOperand(at, 0),
						 llvm.Int64TypeInContext(ir->context), "");
	LLVMValueRef address = llvm.BuildIntToPtr(
		builder, number, llvm.PointerTypeInContext(ir->context, ARENA), "");
	return rewrite_replace(at, llvm.BuildAddrSpaceCast(builder, address, llvm.TypeOf(at), ""));
}

int arena_cast(struct ir *ir, LLVMModuleRef module)
{
	return llvm.GetNamedFunction(module, MARKER) ? rewrite_each(ir, module, cast) : 0;
}
