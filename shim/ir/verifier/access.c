/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Finds the accesses to memory. */
#include "ir/verifier/access.h"

#include "base/text.h"
#include "ir/llvm/module.h"

struct finding {
	LLVMTargetDataRef layout;
	LLVMValueRef instruction;
	struct access *accesses;
	unsigned count;
};

static void add(struct finding *finding, unsigned operand, uint64_t size)
{
	struct access *access = &finding->accesses[finding->count];
	*access = (struct access){.instruction = finding->instruction,
				  .operand = operand,
				  .pointer = llvm.GetOperand(finding->instruction, operand),
				  .size = size};
	if (!size || !llvm.IsAInstruction(access->pointer))
		return;
	if (!address_split(finding->layout, access->pointer, &access->address))
		access->address = (struct address){.base = access->pointer};
	finding->count++;
}

static void add_typed(struct finding *finding, unsigned operand, LLVMTypeRef type)
{
	add(finding, operand, llvm.StoreSizeOfType(finding->layout, type));
}

static void add_call(struct finding *finding, LLVMValueRef call)
{
	LLVMValueRef callee = llvm.IsAFunction(llvm.GetCalledValue(call));
	if (!callee || !text_starts_with(ir_name(callee), "llvm.mem"))
		return;
	LLVMValueRef length = llvm.GetOperand(call, 2);
	if (!llvm.IsAConstantInt(length))
		return;
	uint64_t size = llvm.ConstIntGetZExtValue(length);
	add(finding, 0, size);
	if (!text_starts_with(ir_name(callee), "llvm.memset"))
		add(finding, 1, size);
}

unsigned access_find(LLVMTargetDataRef layout, LLVMValueRef instruction,
		     struct access accesses[ACCESSES_OF_ONE])
{
	struct finding finding = {
		.layout = layout, .instruction = instruction, .accesses = accesses};

	if (llvm.IsALoadInst(instruction))
		add_typed(&finding, 0, llvm.TypeOf(instruction));
	else if (llvm.IsAStoreInst(instruction))
		add_typed(&finding, 1, llvm.TypeOf(llvm.GetOperand(instruction, 0)));
	else if (llvm.IsAAtomicRMWInst(instruction) || llvm.IsAAtomicCmpXchgInst(instruction))
		add_typed(&finding, 0, llvm.TypeOf(llvm.GetOperand(instruction, 1)));
	else if (llvm.IsACallInst(instruction))
		add_call(&finding, instruction);
	return finding.count;
}

bool access_may_end_program(LLVMValueRef instruction)
{
	if (!llvm.IsACallInst(instruction))
		return false;
	LLVMValueRef callee = llvm.IsAFunction(llvm.GetCalledValue(instruction));
	return !callee || !text_starts_with(ir_name(callee), "llvm.");
}

bool access_are_together(const struct access *a, const struct access *b)
{
	if (llvm.GetInstructionParent(a->instruction) != llvm.GetInstructionParent(b->instruction))
		return false;
	for (LLVMValueRef at = a->instruction; at != b->instruction;
	     at = llvm.GetNextInstruction(at)) {
		if (access_may_end_program(at))
			return false;
	}
	return true;
}
