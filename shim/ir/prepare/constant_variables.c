/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Variables on the stack that only ever hold the same constants.
 *
 * Each store or fill of such a variable writes constants to a constant place, and no two different
 * ones to one place. Then it does not matter when they do: before that its bytes are undefined.
 */
#include "ir/prepare/constant_variables.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/text.h"
#include "ir/analysis/address.h"
#include "ir/llvm/module.h"

/* More stores make no table that somebody wrote, and are slow to compare. */
#define MAX_PARTS 1024

struct part {
	int64_t offset; /* in bytes */
	uint64_t size;
	LLVMValueRef value;
};

struct variable {
	LLVMTargetDataRef layout;
	LLVMValueRef alloca;
	LLVMValueRef *pointers; /* owned: into the variable, and to be looked at */
	size_t pointer_count;
	struct part *parts; /* owned */
	size_t part_count;
	LLVMValueRef *gone; /* owned: instructions that a constant has no use for */
	size_t gone_count;
	bool varies; /* what is read depends on an index */
	bool filled; /* a part is more than what one store writes */
};

static void append(LLVMValueRef **values, size_t *count, LLVMValueRef value)
{
	for (size_t i = 0; i < *count; i++) {
		if ((*values)[i] == value)
			return;
	}
	*values = xreallocarray(*values, *count + 1, sizeof(**values));
	(*values)[(*count)++] = value;
}

/* ---- what is done with it ---- */

/* What the instruction writes there; the instruction goes. */
static bool add_part(struct variable *variable, LLVMValueRef writer, LLVMValueRef pointer,
		     LLVMValueRef value)
{
	struct address address;
	if (variable->part_count == MAX_PARTS ||
	    !address_split(variable->layout, pointer, &address) ||
	    address.base != variable->alloca || address.term_count)
		return false;
	LLVMTypeRef type = llvm.TypeOf(value);
	uint64_t size = llvm.StoreSizeOfType(variable->layout, type);
	if (size != llvm.ABISizeOfType(variable->layout, type))
		return false;
	append(&variable->gone, &variable->gone_count, writer);
	if (llvm.IsUndef(value))
		return true;
	variable->parts =
		xreallocarray(variable->parts, variable->part_count + 1, sizeof(*variable->parts));
	variable->parts[variable->part_count++] = (struct part){address.offset, size, value};
	return true;
}

static bool take_store(struct variable *variable, LLVMValueRef store)
{
	LLVMValueRef value = llvm.GetOperand(store, 0);
	return !llvm.GetVolatile(store) && llvm.IsAConstant(value) &&
	       add_part(variable, store, llvm.GetOperand(store, 1), value);
}

/* A memset, of zeros alone: as it stands before '[0; 64]' is read. */
static bool take_fill(struct variable *variable, LLVMValueRef fill)
{
	LLVMValueRef byte = llvm.GetOperand(fill, 1), length = llvm.GetOperand(fill, 2);
	if (!llvm.IsAConstantInt(byte) || llvm.ConstIntGetZExtValue(byte) ||
	    !llvm.IsAConstantInt(length) || llvm.ConstIntGetZExtValue(llvm.GetOperand(fill, 3)))
		return false;
	variable->filled = true;
	LLVMTypeRef bytes = llvm.ArrayType2(llvm.TypeOf(byte), llvm.ConstIntGetZExtValue(length));
	return add_part(variable, fill, llvm.GetOperand(fill, 0), llvm.ConstNull(bytes));
}

static bool has_variable_index(LLVMValueRef gep)
{
	for (unsigned i = 1; i < (unsigned)llvm.GetNumOperands(gep); i++) {
		if (!llvm.IsAConstantInt(llvm.GetOperand(gep, i)))
			return true;
	}
	return false;
}

/* A fill, a copy out of it, or a mark of its lifetime. */
static bool take_call(struct variable *variable, LLVMValueRef call, LLVMValueRef pointer)
{
	const char *name = ir_name(llvm.GetCalledValue(call));
	if (text_starts_with(name, "llvm.lifetime.")) {
		append(&variable->gone, &variable->gone_count, call);
		return true;
	}
	if (text_starts_with(name, "llvm.memset."))
		return take_fill(variable, call);
	return (text_starts_with(name, "llvm.memcpy.") ||
		text_starts_with(name, "llvm.memmove.")) &&
	       llvm.GetOperand(call, 0) != pointer &&
	       !llvm.ConstIntGetZExtValue(llvm.GetOperand(call, 3));
}

static bool take(struct variable *variable, LLVMValueRef user, LLVMValueRef pointer)
{
	switch (llvm.GetInstructionOpcode(user)) {
	case LLVMGetElementPtr:
		variable->varies |= has_variable_index(user);
		append(&variable->pointers, &variable->pointer_count, user);
		return true;
	case LLVMPHI:
	case LLVMSelect:
		variable->varies = true;
		append(&variable->pointers, &variable->pointer_count, user);
		return true;
	case LLVMLoad:
		return !llvm.GetVolatile(user);
	case LLVMStore:
		return llvm.GetOperand(user, 0) != pointer && take_store(variable, user);
	case LLVMCall:
		return take_call(variable, user, pointer);
	case LLVMICmp:
		return true;
	default:
		return false;
	}
}

static bool is_only_read(struct variable *variable)
{
	append(&variable->pointers, &variable->pointer_count, variable->alloca);
	for (size_t i = 0; i < variable->pointer_count; i++) {
		LLVMValueRef pointer = variable->pointers[i];
		for (LLVMUseRef use = llvm.GetFirstUse(pointer); use; use = llvm.GetNextUse(use)) {
			if (!take(variable, llvm.GetUser(use), pointer))
				return false;
		}
	}
	return variable->varies && (variable->part_count > 1 || variable->filled);
}

/* ---- what it holds ---- */

static int compare_parts(const void *a, const void *b)
{
	const struct part *left = a, *right = b;
	return left->offset < right->offset ? -1 : left->offset > right->offset;
}

/* Sorts the parts, and drops those that are there twice. False when two write different values. */
static bool settle_parts(struct variable *variable, uint64_t size)
{
	struct part *parts = variable->parts;
	size_t kept = 0;
	qsort(parts, variable->part_count, sizeof(*parts), compare_parts);
	for (size_t i = 0; i < variable->part_count; i++) {
		const struct part *last = kept ? &parts[kept - 1] : NULL;
		if (last && last->offset == parts[i].offset && last->value == parts[i].value)
			continue;
		if (parts[i].offset < (last ? last->offset + (int64_t)last->size : 0))
			return false;
		parts[kept++] = parts[i];
	}
	variable->part_count = kept;
	return kept && (uint64_t)parts[kept - 1].offset + parts[kept - 1].size <= size;
}

static LLVMValueRef zeros(struct ir *ir, uint64_t count)
{
	return llvm.ConstNull(llvm.ArrayType2(llvm.Int8TypeInContext(ir->context), count));
}

/* All bytes of the variable; those that nothing writes are 0. */
static LLVMValueRef build_contents(struct ir *ir, const struct variable *variable, uint64_t size)
{
	LLVMValueRef *fields = xcalloc(2 * variable->part_count + 1, sizeof(*fields));
	unsigned count = 0;
	uint64_t at = 0;
	for (size_t i = 0; i < variable->part_count; i++) {
		const struct part *part = &variable->parts[i];
		if ((uint64_t)part->offset > at)
			fields[count++] = zeros(ir, (uint64_t)part->offset - at);
		fields[count++] = part->value;
		at = (uint64_t)part->offset + part->size;
	}
	if (size > at)
		fields[count++] = zeros(ir, size - at);
	LLVMValueRef contents = llvm.ConstStructInContext(ir->context, fields, count, true);
	free(fields);
	return contents;
}

static void replace(struct ir *ir, LLVMModuleRef module, const struct variable *variable,
		    uint64_t size)
{
	LLVMValueRef contents = build_contents(ir, variable, size);
	LLVMValueRef constant = llvm.AddGlobal(module, llvm.TypeOf(contents), "");
	llvm.SetInitializer(constant, contents);
	llvm.SetGlobalConstant(constant, true);
	llvm.SetLinkage(constant, LLVMInternalLinkage);
	llvm.SetUnnamedAddress(constant, LLVMGlobalUnnamedAddr);
	llvm.SetAlignment(constant, llvm.GetAlignment(variable->alloca));
	for (size_t i = 0; i < variable->gone_count; i++)
		llvm.InstructionEraseFromParent(variable->gone[i]);
	llvm.ReplaceAllUsesWith(variable->alloca, constant);
	llvm.InstructionEraseFromParent(variable->alloca);
}

/* Returns 1 when the variable has become a constant. */
static int promote(struct ir *ir, LLVMModuleRef module, LLVMTargetDataRef layout,
		   LLVMValueRef alloca)
{
	struct variable variable = {.layout = layout, .alloca = alloca};
	uint64_t size = address_object_size(layout, alloca);
	int changed = is_only_read(&variable) && settle_parts(&variable, size);
	if (changed)
		replace(ir, module, &variable, size);
	free(variable.pointers);
	free(variable.parts);
	free(variable.gone);
	return changed;
}

/* Programs of RedBPF's layout that tc loads, which knows maps and no constants. */
static bool is_for_tc(LLVMModuleRef module)
{
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f)) {
		const char *section = llvm.GetSection(f);
		if (section && text_starts_with(section, "tc_action/"))
			return true;
	}
	return false;
}

int constant_variables_promote(struct ir *ir, LLVMModuleRef module)
{
	if (is_for_tc(module))
		return 0;
	LLVMTargetDataRef layout = llvm.CreateTargetDataLayout(ir->machine);
	int changed = 0;
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f)) {
		LLVMValueRef next;
		for (LLVMValueRef at = ir_first_instruction(f); at; at = next) {
			/* Only variables stay for sure: stores go with theirs. */
			next = ir_next_instruction(at);
			while (next && !llvm.IsAAllocaInst(next))
				next = ir_next_instruction(next);
			if (llvm.IsAAllocaInst(at))
				changed += promote(ir, module, layout, at);
		}
	}
	llvm.DisposeTargetData(layout);
	return changed;
}
