/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Endless loops: the program's own, and what LLVM left. */
#include "ir/loops/endless.h"

#include <string.h>

#include "base/names.h"
#include "base/text.h"
#include "ir/analysis/address.h"
#include "ir/llvm/module.h"

#define MAX_DEPTH 6

int endless_loops_note(struct ir *ir, LLVMModuleRef module)
{
	int count = 0;
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f)) {
		struct cfg cfg;
		size_t header;
		cfg_init(&cfg, f);
		if (cfg_find_endless(&cfg, &header)) {
			names_add(&ir->endless, ir_name(f), strlen(ir_name(f)));
			count++;
		}
		cfg_release(&cfg);
	}
	return count;
}

/* True when there was a loop to cut. */
static bool cut_one(struct ir *ir, LLVMValueRef function)
{
	struct cfg cfg;
	size_t header;
	cfg_init(&cfg, function);
	bool found = cfg_find_endless(&cfg, &header);
	LLVMValueRef at = found ? llvm.GetFirstInstruction(cfg.blocks[header]) : NULL;
	cfg_release(&cfg);
	if (!found)
		return false;
	while (llvm.IsAPHINode(at))
		at = llvm.GetNextInstruction(at);
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	ir_cut_block(ir, builder, at);
	llvm.BuildUnreachable(builder);
	llvm.DisposeBuilder(builder);
	return true;
}

int endless_loops_cut(struct ir *ir, LLVMModuleRef module)
{
	int changed = 0;
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f)) {
		if (names_has(&ir->endless, ir_name(f)))
			continue;
		while (cut_one(ir, f))
			changed++;
	}
	return changed;
}

static bool is_of_switch(LLVMValueRef value, int depth)
{
	if (!llvm.IsAInstruction(value) || depth == MAX_DEPTH)
		return false;
	if (llvm.IsALoadInst(value)) {
		LLVMValueRef base = address_base(llvm.GetOperand(value, 0));
		return llvm.GetVolatile(value) && llvm.IsAGlobalVariable(base) &&
		       llvm.IsGlobalConstant(base);
	}
	for (unsigned i = 0; i < (unsigned)llvm.GetNumOperands(value); i++) {
		if (is_of_switch(llvm.GetOperand(value, i), depth + 1))
			return true;
	}
	return false;
}

bool endless_is_switched_off(struct cfg *cfg, size_t header)
{
	while (header != 0) {
		header = cfg_idom(cfg, header);
		if (header == CFG_NONE)
			return true;
		LLVMValueRef branch = llvm.GetBasicBlockTerminator(cfg->blocks[header]);
		if (llvm.GetNumSuccessors(branch) > 1 &&
		    is_of_switch(llvm.GetOperand(branch, 0), 0))
			return true;
	}
	return false;
}
