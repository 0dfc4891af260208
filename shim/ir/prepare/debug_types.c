/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What LLVM's BTF cannot tell of in debug info, or not as it is (BTFDebug.cpp).
 *
 * Types of functions: with -C debuginfo=1 rustc describes none: the list of return
 * and argument types is empty. LLVM wants the return type there at least, null for none, and
 * without one writes a type into the BTF that it never set (visitSubroutineType).
 *
 * Rust's char: a number in an encoding that LLVM has no BTF for, so that of what has that type it
 * says that it is void, and of an array it writes a type that it never set (visitArrayType).
 */
#include "ir/prepare/debug_types.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/names.h"
#include "ir/llvm/metadata.h"

static bool give_return_type(struct ir *ir, LLVMMetadataRef type)
{
	unsigned at;
	LLVMMetadataRef list = metadata_find(ir, type, LLVMMDTupleMetadataKind, &at);
	if (!list || llvm.GetMDNodeNumOperands(llvm.MetadataAsValue(ir->context, list)))
		return false;
	LLVMMetadataRef none = NULL;
	llvm.ReplaceMDNodeOperandWith(llvm.MetadataAsValue(ir->context, type), at,
				      llvm.MDNodeInContext2(ir->context, &none, 1));
	return true;
}

int debug_types_fix_functions(struct ir *ir, LLVMModuleRef module)
{
	unsigned at;
	int changed = 0;
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f)) {
		LLVMMetadataRef program = llvm.GetSubprogram(f);
		LLVMMetadataRef type =
			program ? metadata_find(ir, program, LLVMDISubroutineTypeMetadataKind, &at)
				: NULL;
		if (type && give_return_type(ir, type))
			changed++;
	}
	return changed;
}

/* DW_ATE_unsigned: DWARF 5, section 7.8. */
#define ENCODING_UNSIGNED 0x07
#define CHAR_BITS 32

/* A walk over all types that functions and variables lead to. */
struct walk {
	struct ir *ir;
	LLVMMetadataRef number; /* in place of char */
	struct names seen;      /* addresses of nodes */
	LLVMMetadataRef *queue; /* seen, and not yet looked into */
	size_t queued, room;
	int changed;
};

static void enqueue(struct walk *walk, LLVMMetadataRef node)
{
	char address[32];
	int len = snprintf(address, sizeof(address), "%p", (void *)node);

	if (!names_add(&walk->seen, address, (size_t)len))
		return;
	if (walk->queued == walk->room) {
		walk->room = walk->room ? walk->room * 2 : 256;
		walk->queue = xreallocarray(walk->queue, walk->room, sizeof(*walk->queue));
	}
	walk->queue[walk->queued++] = node;
}

static bool is_char(LLVMMetadataRef node)
{
	size_t len;

	if (llvm.GetMetadataKind(node) != LLVMDIBasicTypeMetadataKind)
		return false;
	const char *name = llvm.DITypeGetName(node, &len);
	return len == 4 && memcmp(name, "char", 4) == 0 &&
	       llvm.DITypeGetSizeInBits(node) == CHAR_BITS;
}

static void look_into(struct walk *walk, LLVMMetadataRef node)
{
	unsigned first =
		llvm.GetMetadataKind(node) == LLVMMDTupleMetadataKind ? 0 : METADATA_FIRST_INSIDE;
	LLVMMetadataRef *operands = metadata_operands(walk->ir, node);
	unsigned count = metadata_count(walk->ir, node);

	for (unsigned i = first; i < count; i++) {
		LLVMMetadataRef operand = operands[i];
		if (!operand)
			continue;
		if (is_char(operand)) {
			llvm.ReplaceMDNodeOperandWith(llvm.MetadataAsValue(walk->ir->context, node),
						      i, walk->number);
			walk->changed++;
		} else if (metadata_is_type(operand) ||
			   llvm.GetMetadataKind(operand) == LLVMMDTupleMetadataKind) {
			enqueue(walk, operand);
		}
	}
	free(operands);
}

int debug_types_fix_char(struct ir *ir, LLVMModuleRef module)
{
	LLVMDIBuilderRef builder = llvm.CreateDIBuilder(module);
	struct walk walk = {.ir = ir};

	walk.number = llvm.DIBuilderCreateBasicType(builder, "char", 4, CHAR_BITS,
						    ENCODING_UNSIGNED, LLVMDIFlagZero);
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f))
		if (llvm.GetSubprogram(f))
			enqueue(&walk, llvm.GetSubprogram(f));
	for (LLVMValueRef g = llvm.GetFirstGlobal(module); g; g = llvm.GetNextGlobal(g))
		if (metadata_variable(g))
			enqueue(&walk, metadata_variable(g));
	while (walk.queued)
		look_into(&walk, walk.queue[--walk.queued]);
	llvm.DisposeDIBuilder(builder);
	names_release(&walk.seen);
	free(walk.queue);
	return walk.changed;
}
