/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Locations belong to the context: they live longer than the instructions that have them. */
#include "ir/llvm/changed.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "ir/llvm/source.h"

void ir_note_changed(struct ir *ir, const char *change, LLVMMetadataRef location)
{
	location = ir_own_location(location);
	if (!location)
		return;
	for (size_t i = 0; i < ir->changed_count; i++)
		if (ir->changed[i].location == location && ir->changed[i].change == change)
			return;
	ir->changed = xreallocarray(ir->changed, ir->changed_count + 1, sizeof(*ir->changed));
	ir->changed[ir->changed_count++] = (struct changed){change, location};
}

void ir_forget_changed_since(struct ir *ir, size_t count)
{
	if (ir->changed_count > count)
		ir->changed_count = count;
}

void ir_forget_changed(struct ir *ir)
{
	free(ir->changed);
	ir->changed = NULL;
	ir->changed_count = 0;
}
