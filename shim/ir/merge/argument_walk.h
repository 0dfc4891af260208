/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What becomes of an address that a subprogram is handed, and subprograms that go for it. */
#ifndef SHIM_IR_MERGE_ARGUMENT_WALK_H
#define SHIM_IR_MERGE_ARGUMENT_WALK_H

#include <stdbool.h>
#include <stddef.h>

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* What an address has been followed through. All zero is a new one. */
struct argument_walk {
	LLVMValueRef *visited; /* owned */
	size_t count;
};

/* Notes the value; false when it has been before. */
bool argument_walk_visit(struct argument_walk *walk, LLVMValueRef value);
void argument_walk_release(struct argument_walk *walk);

/* Inlines what 'give_up' gives up (subprogram_give_up()), until it returns false. Returns how many
 * times; -1 after reporting. */
int arguments_inline(struct ir *ir, LLVMModuleRef module,
		     bool (*give_up)(struct ir *ir, LLVMModuleRef module));

#endif
