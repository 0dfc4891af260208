/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Source lines. rustc compiles the generic functions of core into the program's own crate, with
 * lines of core. What reads BTF (the verifier's log, bpftool) shows one line an instruction, and
 * that is to be the user's, so each location becomes the place where the foreign code was inlined.
 */
#include "ir/prepare/debug_locations.h"

#include "ir/llvm/module.h"
#include "ir/llvm/source.h"

int debug_locations_to_user(struct ir *ir, LLVMModuleRef module)
{
	int changed = 0;

	(void)ir;
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f)) {
		for (LLVMValueRef at = ir_first_instruction(f); at; at = ir_next_instruction(at)) {
			LLVMMetadataRef location = llvm.InstructionGetDebugLoc(at);
			LLVMMetadataRef own = ir_own_location(location);
			if (!own || own == location)
				continue;
			llvm.InstructionSetDebugLoc(at, own);
			changed++;
		}
	}
	return changed;
}
