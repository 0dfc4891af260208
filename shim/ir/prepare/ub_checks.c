/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Debug builds look at pointers before they use them: whether they are aligned, not null, apart
 * from each other (core::ub_checks; rustc's own checks at each access). The verifier forbids a look
 * at the bits of a pointer, learns nothing from these comparisons, and checks better itself. What
 * such a check does when it fails becomes unreachable, as it is in a release build, and then the
 * optimiser drops the check.
 */
#include "ir/prepare/ub_checks.h"

#include <string.h>

#include "base/text.h"
#include "ir/llvm/module.h"

static void cut_at(struct ir *ir, LLVMValueRef instruction)
{
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	ir_cut_block(ir, builder, instruction);
	llvm.BuildUnreachable(builder);
	llvm.DisposeBuilder(builder);
}

/* What rustc calls (compiler/rustc_middle/src/mir/terminator.rs, AssertKind). */
static bool is_panic_of_check(LLVMValueRef function)
{
	const char *name = ir_name(function);
	return !llvm.IsDeclaration(function) &&
	       (strstr(name, "panic_misaligned_pointer_dereference") ||
		strstr(name, "panic_null_pointer_dereference"));
}

/* What assert_unsafe_precondition!() of core says, where a pointer is meant. */
static bool is_message_of_check(LLVMValueRef global)
{
	static const char start[] = "unsafe precondition(s) violated: ";
	const char *end = "\n";
	size_t size;
	const char *text = ir_string(global, &size);
	const char *found = text ? memmem(text, size, start, strlen(start)) : NULL;
	if (!found)
		return false;
	size -= (size_t)(found - text);
	const char *line_end = memmem(found, size, end, strlen(end));
	size_t length = line_end ? (size_t)(line_end - found) : size;
	return memmem(found, length, "ptr::", strlen("ptr::")) ||
	       memmem(found, length, "pointer", strlen("pointer"));
}

static bool diverges(LLVMBasicBlockRef block)
{
	LLVMValueRef terminator = llvm.GetBasicBlockTerminator(block);
	return terminator && llvm.IsAUnreachableInst(terminator);
}

/* A use on the way to the end, not one that comes before the check. */
static LLVMValueRef find_diverging_use(LLVMValueRef message)
{
	for (LLVMUseRef use = llvm.GetFirstUse(message); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		if (llvm.IsAInstruction(user) && !llvm.IsAPHINode(user) &&
		    diverges(llvm.GetInstructionParent(user)))
			return user;
	}
	return NULL;
}

/* Cuts the blocks of a function which does nothing but check; returns how many. */
static int cut_failures(struct ir *ir, LLVMValueRef function)
{
	int changed = 0;
	for (LLVMBasicBlockRef block = llvm.GetFirstBasicBlock(function); block;
	     block = llvm.GetNextBasicBlock(block)) {
		LLVMValueRef first = llvm.GetFirstInstruction(block);
		if (!diverges(block) || llvm.IsAUnreachableInst(first))
			continue;
		cut_at(ir, first);
		changed++;
	}
	return changed;
}

/* The function of the use is the check itself, as core has it before it is optimised: the message
 * is put aside first, then comes the check. */
static bool is_in_check(LLVMValueRef user)
{
	if (!llvm.IsAInstruction(user))
		return false;
	LLVMBasicBlockRef block = llvm.GetInstructionParent(user);
	return strstr(ir_name(llvm.GetBasicBlockParent(block)), "precondition_check");
}

static int cut_at_uses(struct ir *ir, LLVMValueRef message)
{
	int changed = 0;
	LLVMValueRef user;
	while ((user = find_diverging_use(message))) {
		cut_at(ir, user);
		changed++;
	}
	for (LLVMUseRef use = llvm.GetFirstUse(message); use; use = llvm.GetNextUse(use)) {
		user = llvm.GetUser(use);
		if (is_in_check(user))
			changed += cut_failures(
				ir, llvm.GetBasicBlockParent(llvm.GetInstructionParent(user)));
	}
	return changed;
}

int ub_checks_drop(struct ir *ir, LLVMModuleRef module)
{
	int changed = 0;
	LLVMValueRef value;
	for (value = llvm.GetFirstFunction(module); value; value = llvm.GetNextFunction(value)) {
		if (!is_panic_of_check(value))
			continue;
		cut_at(ir, ir_first_instruction(value));
		changed++;
	}
	for (value = llvm.GetFirstGlobal(module); value; value = llvm.GetNextGlobal(value)) {
		if (is_message_of_check(value))
			changed += cut_at_uses(ir, value);
	}
	return changed;
}
