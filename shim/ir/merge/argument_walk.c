/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Follows addresses through what is made of them. */
#include "ir/merge/argument_walk.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "ir/llvm/passes.h"

bool argument_walk_visit(struct argument_walk *walk, LLVMValueRef value)
{
	for (size_t i = 0; i < walk->count; i++) {
		if (walk->visited[i] == value)
			return false;
	}
	walk->visited = xreallocarray(walk->visited, walk->count + 1, sizeof(*walk->visited));
	walk->visited[walk->count++] = value;
	return true;
}

void argument_walk_release(struct argument_walk *walk)
{
	free(walk->visited);
}

int arguments_inline(struct ir *ir, LLVMModuleRef module,
		     bool (*give_up)(struct ir *ir, LLVMModuleRef module))
{
	int turns = 0;
	for (; give_up(ir, module); turns++) {
		/* The function at work may go with this. */
		ir_focus(ir, NULL);
		if (passes_inline(ir, module) < 0)
			return -1;
	}
	return turns && passes_optimise(ir, module) < 0 ? -1 : turns;
}
