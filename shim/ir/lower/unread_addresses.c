/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Addresses in the initializers of constants that no load reads. */
#include "ir/lower/unread_addresses.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/number.h"
#include "ir/analysis/address.h"
#include "ir/llvm/module.h"

#define POINTER_SIZE 8

/* The bytes that a load reads: 'size' bytes at 'offset', and at each multiple of 'stride' from
 * there (0: only at 'offset'). */
struct read {
	uint64_t offset, size, stride;
};

struct reads {
	LLVMTargetDataRef layout; /* borrowed */
	LLVMValueRef global;
	struct read *at; /* owned */
	size_t count;
};

/* False when the load may read an address at any offset. */
static bool note_load(struct reads *reads, LLVMValueRef load)
{
	struct address address;
	LLVMTypeRef type = llvm.TypeOf(load);
	if (!address_split(reads->layout, llvm.GetOperand(load, 0), &address) ||
	    address.base != reads->global)
		return false;
	struct read read = {.offset = (uint64_t)address.offset,
			    .size = llvm.StoreSizeOfType(reads->layout, type)};
	for (unsigned i = 0; i < address.term_count; i++)
		read.stride = greatest_divisor(address.terms[i].stride, read.stride);
	/* With a stride below 8 the load may start anywhere: only a load of fewer bytes than a
	 * pointer has is known to read no pointer. */
	if (read.stride && read.stride < POINTER_SIZE && read.size >= POINTER_SIZE)
		return false;
	reads->at = xreallocarray(reads->at, reads->count + 1, sizeof(*reads->at));
	reads->at[reads->count++] = read;
	return true;
}

/* False when a use of the address is no load. */
static bool note_uses(struct reads *reads, LLVMValueRef pointer)
{
	for (LLVMUseRef use = llvm.GetFirstUse(pointer); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		bool leads_on = (llvm.IsAConstantExpr(user) &&
				 llvm.GetConstOpcode(user) == LLVMGetElementPtr) ||
				(llvm.IsAInstruction(user) &&
				 llvm.GetInstructionOpcode(user) == LLVMGetElementPtr);
		if (leads_on ? !note_uses(reads, user)
			     : !llvm.IsALoadInst(user) || !note_load(reads, user))
			return false;
	}
	return true;
}

static bool overlaps(const struct read *read, uint64_t at)
{
	if (!read->stride)
		return read->offset < at + POINTER_SIZE && at < read->offset + read->size;
	/* A load of fewer bytes at a variable index reads numbers: a part of an address is of no
	 * use to a program. */
	if (read->stride < POINTER_SIZE)
		return false;
	uint64_t ahead = (at - read->offset) % read->stride;
	return ahead < read->size || read->stride - ahead < POINTER_SIZE;
}

static bool is_read(const struct reads *reads, uint64_t at)
{
	for (size_t i = 0; i < reads->count; i++) {
		if (overlaps(&reads->at[i], at))
			return true;
	}
	return false;
}

static LLVMValueRef without(const struct reads *reads, LLVMValueRef value, uint64_t at,
			    bool *changed);

static LLVMValueRef aggregate_without(const struct reads *reads, LLVMValueRef value, uint64_t at,
				      bool *changed)
{
	LLVMTypeRef type = llvm.TypeOf(value);
	bool is_array = llvm.GetTypeKind(type) == LLVMArrayTypeKind;
	unsigned count = (unsigned)llvm.GetNumOperands(value);
	LLVMValueRef *parts = xcalloc(count, sizeof(*parts));
	uint64_t size = is_array ? llvm.ABISizeOfType(reads->layout, llvm.GetElementType(type)) : 0;
	bool any = false;
	for (unsigned i = 0; i < count; i++) {
		uint64_t offset =
			is_array ? i * size : llvm.OffsetOfElement(reads->layout, type, i);
		parts[i] = without(reads, llvm.GetOperand(value, i), at + offset, &any);
	}
	if (any)
		value = is_array ? llvm.ConstArray2(llvm.GetElementType(type), parts, count)
				 : llvm.ConstNamedStruct(type, parts, count);
	*changed |= any;
	free(parts);
	return value;
}

/* The initializer at byte 'at' of the constant, with null in place of the addresses that are not
 * read. */
static LLVMValueRef without(const struct reads *reads, LLVMValueRef value, uint64_t at,
			    bool *changed)
{
	LLVMTypeRef type = llvm.TypeOf(value);
	switch (llvm.GetTypeKind(type)) {
	case LLVMPointerTypeKind:
		if (llvm.IsNull(value) || is_read(reads, at))
			return value;
		*changed = true;
		return llvm.ConstNull(type);
	case LLVMStructTypeKind:
	case LLVMArrayTypeKind:
		/* Zeros and strings have no operands. */
		return llvm.GetNumOperands(value) ? aggregate_without(reads, value, at, changed)
						  : value;
	default:
		return value;
	}
}

static bool drop_in_constant(struct reads *reads)
{
	bool changed = false;
	if (!note_uses(reads, reads->global))
		return false;
	LLVMValueRef value = without(reads, llvm.GetInitializer(reads->global), 0, &changed);
	if (changed)
		llvm.SetInitializer(reads->global, value);
	return changed;
}

int unread_addresses_drop(struct ir *ir, LLVMModuleRef module)
{
	LLVMTargetDataRef layout = llvm.CreateTargetDataLayout(ir->machine);
	int changed = 0;
	for (LLVMValueRef global = llvm.GetFirstGlobal(module); global;
	     global = llvm.GetNextGlobal(global)) {
		struct reads reads = {.layout = layout, .global = global};
		if (!llvm.IsGlobalConstant(global) || !llvm.GetInitializer(global) ||
		    llvm.GetSection(global) || !llvm.GetFirstUse(global))
			continue;
		changed += drop_in_constant(&reads);
		free(reads.at);
	}
	llvm.DisposeTargetData(layout);
	return changed;
}
