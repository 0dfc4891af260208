/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Inclusive ranges. rustc's `a..=n` steps by select(i >= n, i, i + 1) and leaves the loop when i >=
 * n, so on the back edge the select can only be i + 1; scalar evolution does not see that and finds
 * no trip count.
 */
#include "ir/rewrite.h"

/* The value of the condition under which the branch at the end of 'from' goes to 'to': 1, 0, or -1
 * when it does not decide. */
static int edge_truth(LLVMBasicBlockRef from, LLVMBasicBlockRef to)
{
	LLVMValueRef branch = llvm.GetBasicBlockTerminator(from);
	if (llvm.GetNumSuccessors(branch) != 2 || !llvm.IsABranchInst(branch))
		return -1;
	if (llvm.GetSuccessor(branch, 0) == llvm.GetSuccessor(branch, 1))
		return -1;
	return llvm.GetSuccessor(branch, 0) == to;
}

/* What a select yields on this edge, or NULL when the edge does not decide it. */
static LLVMValueRef known_arm(LLVMValueRef select, LLVMBasicBlockRef from, LLVMBasicBlockRef to)
{
	int truth = edge_truth(from, to);
	if (truth < 0)
		return NULL;
	LLVMValueRef condition = llvm.GetCondition(llvm.GetBasicBlockTerminator(from));
	if (llvm.GetCondition(select) != condition)
		return NULL;
	return llvm.GetOperand(select, truth ? 1 : 2);
}

/* C cannot set a phi's incoming value by name, but it is operand number i. */
static unsigned rewrite_phi(LLVMValueRef phi)
{
	LLVMBasicBlockRef header = llvm.GetInstructionParent(phi);
	unsigned changed = 0;
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		LLVMValueRef value = llvm.GetIncomingValue(phi, i);
		if (!llvm.IsASelectInst(value))
			continue;
		LLVMValueRef arm = known_arm(value, llvm.GetIncomingBlock(phi, i), header);
		if (!arm)
			continue;
		llvm.SetOperand(phi, i, arm);
		changed++;
	}
	return changed;
}

unsigned rewrite_inclusive_ranges(struct ir *ir, LLVMModuleRef module)
{
	(void)ir;
	unsigned changed = 0;
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f)) {
		for (LLVMValueRef at = ir_first_instruction(f); at; at = ir_next_instruction(at)) {
			if (llvm.IsAPHINode(at))
				changed += rewrite_phi(at);
		}
	}
	return changed;
}
