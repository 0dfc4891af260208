/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Of an instruction it counts what it does, and with which constants; not from where its other
 * values come, which are other instructions, and not their order. */
#include "ir/llvm/snapshot.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "ir/llvm/changed.h"
#include "ir/llvm/module.h"

static uint64_t mix(uint64_t hash, uint64_t value)
{
	hash = (hash ^ value) * UINT64_C(0x9e3779b97f4a7c15); /* Fibonacci hashing */
	return hash ^ hash >> 32;
}

static uint64_t code_of(LLVMValueRef at)
{
	uint64_t code = mix(llvm.GetInstructionOpcode(at), (uintptr_t)llvm.TypeOf(at));
	uint64_t constants = 0;
	/* The ways into a phi have no order. */
	bool ordered = !llvm.IsAPHINode(at);

	if (llvm.IsAICmpInst(at))
		code = mix(code, llvm.GetICmpPredicate(at));
	if (llvm.IsALoadInst(at) || llvm.IsAStoreInst(at) || llvm.IsAAtomicRMWInst(at))
		code = mix(code, llvm.GetOrdering(at));
	for (unsigned i = 0; i < (unsigned)llvm.GetNumOperands(at); i++) {
		LLVMValueRef operand = llvm.GetOperand(at, i);
		if (llvm.IsAConstant(operand))
			constants += mix(ordered ? i + 1 : 1, (uintptr_t)operand);
	}
	return mix(code, constants);
}

static int by_location(const void *a, const void *b)
{
	uintptr_t x = (uintptr_t)((const struct line_code *)a)->location;
	uintptr_t y = (uintptr_t)((const struct line_code *)b)->location;

	return (x > y) - (x < y);
}

/* One entry for each location. */
static void merge(struct snapshot *snapshot)
{
	size_t kept = 0;

	if (!snapshot->count)
		return;
	qsort(snapshot->at, snapshot->count, sizeof(*snapshot->at), by_location);
	for (size_t i = 1; i < snapshot->count; i++) {
		if (snapshot->at[i].location == snapshot->at[kept].location)
			snapshot->at[kept].code += snapshot->at[i].code;
		else
			snapshot->at[++kept] = snapshot->at[i];
	}
	snapshot->count = kept + 1;
}

void snapshot_take(struct snapshot *snapshot, const struct ir *ir, LLVMModuleRef module)
{
	size_t room = 0;

	*snapshot = (struct snapshot){0};
	if (!ir->debug_info)
		return;
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f)) {
		for (LLVMValueRef at = ir_first_instruction(f); at; at = ir_next_instruction(at)) {
			LLVMMetadataRef location = llvm.InstructionGetDebugLoc(at);
			if (!location)
				continue;
			if (snapshot->count == room) {
				room = room ? room * 2 : 256;
				snapshot->at =
					xreallocarray(snapshot->at, room, sizeof(*snapshot->at));
			}
			snapshot->at[snapshot->count++] = (struct line_code){location, code_of(at)};
		}
	}
	merge(snapshot);
}

void snapshot_note(struct snapshot *snapshot, struct ir *ir, LLVMModuleRef module,
		   const char *change)
{
	struct snapshot now;
	size_t i = 0, j = 0;

	snapshot_take(&now, ir, module);
	while (i < snapshot->count || j < now.count) {
		int order = i == snapshot->count ? 1
			    : j == now.count     ? -1
						 : by_location(&snapshot->at[i], &now.at[j]);
		if (order || snapshot->at[i].code != now.at[j].code)
			ir_note_changed(ir, change,
					order > 0 ? now.at[j].location : snapshot->at[i].location);
		i += order <= 0;
		j += order >= 0;
	}
	snapshot_release(snapshot);
	*snapshot = now;
}

void snapshot_release(struct snapshot *snapshot)
{
	free(snapshot->at);
	*snapshot = (struct snapshot){0};
}
