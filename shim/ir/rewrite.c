/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The table of the early rewrites, and what rewrites have in common. */
#include "ir/rewrite.h"

#include "ir/link.h"
#include "ir/optimise.h"

static const struct {
	const char *stage;
	unsigned (*run)(struct ir *ir, LLVMModuleRef module);
} early[] = {
	{"numbering accesses", rewrite_access_numbers},
	/* Before the attributes: the handler's inferred attributes are still to be seen. */
	{"rewriting the panic handler", rewrite_panic_handler},
	{"dropping checks of pointers", rewrite_pointer_checks},
	/* Personalities can only go when nothing unwinds any more. */
	{"lowering invokes", optimise_lower_invokes},
	{"rewriting attributes", rewrite_attributes},
	{"aligning the stack", rewrite_stack_alignment},
	{"rewriting vectors", rewrite_vectors},
	{"rewriting types of functions", rewrite_function_types},
	{"rewriting char", rewrite_char},
	{"rewriting assembly", rewrite_assembly},
};

int rewrite_merged(struct ir *ir)
{
	unsigned errors_before = diag_errors();
	for (size_t i = 0; i < sizeof(early) / sizeof(early[0]); i++) {
		worker_stage(early[i].stage, NULL);
		unsigned changed = early[i].run(ir, ir->module);
		diag_trace("%s: %u places", early[i].stage, changed);
		if (ir_verify(ir->module, early[i].stage) < 0)
			return -1;
	}
	return diag_errors() == errors_before ? 0 : -1;
}

bool rewrite_replace(LLVMValueRef at, LLVMValueRef value)
{
	if (!value)
		return false;
	llvm.ReplaceAllUsesWith(at, value);
	return true;
}

unsigned rewrite_each(struct ir *ir, LLVMModuleRef module, rewrite_instruction rewrite)
{
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	unsigned changed = 0;
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f)) {
		LLVMValueRef next;
		for (LLVMValueRef at = ir_first_instruction(f); at; at = next) {
			next = ir_next_instruction(at);
			llvm.PositionBuilderBefore(builder, at);
			llvm.SetCurrentDebugLocation2(builder, llvm.InstructionGetDebugLoc(at));
			if (!rewrite(ir, module, builder, at))
				continue;
			llvm.InstructionEraseFromParent(at);
			changed++;
		}
	}
	llvm.DisposeBuilder(builder);
	return changed;
}

unsigned rewrite_each_block(struct ir *ir, LLVMModuleRef module, rewrite_block rewrite)
{
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	unsigned changed = 0;
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f)) {
		for (LLVMBasicBlockRef block = llvm.GetFirstBasicBlock(f); block;
		     block = llvm.GetNextBasicBlock(block))
			changed += rewrite(builder, block);
	}
	llvm.DisposeBuilder(builder);
	return changed;
}
