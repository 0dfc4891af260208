/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Copies functions, block by block. */
#include "ir/llvm/clone.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "ir/llvm/module.h"

/* From values and blocks of the original to those of the copy: a hash table of pointers. */
struct map {
	void **keys; /* NULL: free */
	void **values;
	size_t slots; /* a power of two, more than twice as many as entries */
};

static void map_init(struct map *map, size_t entries)
{
	map->slots = 16;
	while (map->slots < 3 * entries)
		map->slots *= 2;
	map->keys = xcalloc(map->slots, sizeof(*map->keys));
	map->values = xcalloc(map->slots, sizeof(*map->values));
}

static size_t map_slot(const struct map *map, const void *key)
{
	/* The low bits of pointers are alike; Knuth's multiplier spreads the others upwards. */
	size_t slot = (uintptr_t)key * UINT64_C(0x9e3779b97f4a7c15) >> 32 & (map->slots - 1);
	while (map->keys[slot] && map->keys[slot] != key)
		slot = (slot + 1) & (map->slots - 1);
	return slot;
}

static void map_add(struct map *map, void *key, void *value)
{
	size_t slot = map_slot(map, key);
	map->keys[slot] = key;
	map->values[slot] = value;
}

/* The copy, or the value itself where it is no part of the function. */
static void *map_get(const struct map *map, void *key)
{
	size_t slot = map_slot(map, key);
	return map->keys[slot] ? map->values[slot] : key;
}

static void map_release(struct map *map)
{
	free(map->keys);
	free(map->values);
}

static LLVMValueRef declare_copy(struct ir *ir, LLVMModuleRef module, LLVMValueRef function)
{
	/* The name must not be one of the runtime's functions (lower/runtime.c). */
	LLVMValueRef copy =
		llvm.AddFunction(module, "bpf_shim.copy", llvm.GlobalGetValueType(function));
	/* No pass of a module changes what it must not see through. */
	ir_add_attribute(ir, copy, "noinline");
	ir_add_attribute(ir, copy, "optnone");
	return copy;
}

/* Phis cannot be copied: their edges cannot be changed. They are made anew, without edges. */
static LLVMValueRef copy_instruction(LLVMBuilderRef builder, LLVMValueRef at)
{
	if (!llvm.IsAPHINode(at)) {
		LLVMValueRef copy = llvm.InstructionClone(at);
		llvm.InsertIntoBuilder(builder, copy);
		return copy;
	}
	LLVMValueRef phi = llvm.BuildPhi(builder, llvm.TypeOf(at), "");
	llvm.InstructionSetDebugLoc(phi, llvm.InstructionGetDebugLoc(at));
	return phi;
}

static void copy_blocks(struct ir *ir, struct map *map, LLVMValueRef function, LLVMValueRef copy)
{
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	LLVMBasicBlockRef block;
	for (unsigned i = 0; i < llvm.CountParams(function); i++)
		map_add(map, llvm.GetParam(function, i), llvm.GetParam(copy, i));
	for (block = llvm.GetFirstBasicBlock(function); block;
	     block = llvm.GetNextBasicBlock(block)) {
		LLVMBasicBlockRef to = llvm.AppendBasicBlockInContext(ir->context, copy, "");
		map_add(map, block, to);
		map_add(map, llvm.BasicBlockAsValue(block), llvm.BasicBlockAsValue(to));
		llvm.PositionBuilderAtEnd(builder, to);
		for (LLVMValueRef at = llvm.GetFirstInstruction(block); at;
		     at = llvm.GetNextInstruction(at))
			map_add(map, at, copy_instruction(builder, at));
	}
	llvm.DisposeBuilder(builder);
}

static void set_edges(const struct map *map, LLVMValueRef phi, LLVMValueRef copy)
{
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		LLVMValueRef value = map_get(map, llvm.GetIncomingValue(phi, i));
		LLVMBasicBlockRef block = map_get(map, llvm.GetIncomingBlock(phi, i));
		llvm.AddIncoming(copy, &value, &block, 1);
	}
}

static void set_operands(const struct map *map, LLVMValueRef function)
{
	for (LLVMValueRef at = ir_first_instruction(function); at; at = ir_next_instruction(at)) {
		LLVMValueRef copy = map_get(map, at);
		if (llvm.IsAPHINode(at)) {
			set_edges(map, at, copy);
			continue;
		}
		for (unsigned i = 0; i < (unsigned)llvm.GetNumOperands(at); i++)
			llvm.SetOperand(copy, i, map_get(map, llvm.GetOperand(at, i)));
	}
}

static void copy_body(struct ir *ir, LLVMValueRef from, LLVMValueRef to)
{
	struct map map;
	map_init(&map, ir_count_instructions(from) + 2 * (size_t)llvm.CountBasicBlocks(from) +
			       llvm.CountParams(from));
	copy_blocks(ir, &map, from, to);
	set_operands(&map, from);
	map_release(&map);
}

LLVMValueRef clone_function(struct ir *ir, LLVMModuleRef module, LLVMValueRef function)
{
	LLVMValueRef copy = declare_copy(ir, module, function);
	copy_body(ir, function, copy);
	return copy;
}

/* No instruction may be the last one to go: LLVM would keep its debug records for the block's place
 * in memory, and give them to the next block there. So each terminator is replaced, and the
 * instructions go with their blocks. */
static void delete_body(struct ir *ir, LLVMValueRef function)
{
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	LLVMBasicBlockRef block;
	for (block = llvm.GetFirstBasicBlock(function); block;
	     block = llvm.GetNextBasicBlock(block)) {
		LLVMValueRef terminator = llvm.GetBasicBlockTerminator(block);
		for (LLVMValueRef at = llvm.GetFirstInstruction(block); at;
		     at = llvm.GetNextInstruction(at)) {
			LLVMTypeRef type = llvm.TypeOf(at);
			if (llvm.GetTypeKind(type) != LLVMVoidTypeKind)
				llvm.ReplaceAllUsesWith(at, llvm.GetPoison(type));
		}
		llvm.PositionBuilderAtEnd(builder, block);
		llvm.BuildUnreachable(builder);
		llvm.InstructionEraseFromParent(terminator);
	}
	llvm.DisposeBuilder(builder);
	while ((block = llvm.GetFirstBasicBlock(function)))
		llvm.DeleteBasicBlock(block);
}

/* LLVM-C moves no block to another function: the body is copied once more. */
void clone_restore(struct ir *ir, LLVMValueRef function, LLVMValueRef copy)
{
	delete_body(ir, function);
	copy_body(ir, copy, function);
	clone_delete(ir, copy);
}

void clone_delete(struct ir *ir, LLVMValueRef copy)
{
	delete_body(ir, copy);
	llvm.DeleteFunction(copy);
}
