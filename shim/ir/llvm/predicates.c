/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "ir/llvm/predicates.h"

#include "base/diag.h"

LLVMIntPredicate predicate_inverse(LLVMIntPredicate predicate)
{
	switch (predicate) {
	case LLVMIntEQ:
		return LLVMIntNE;
	case LLVMIntNE:
		return LLVMIntEQ;
	case LLVMIntUGT:
		return LLVMIntULE;
	case LLVMIntULE:
		return LLVMIntUGT;
	case LLVMIntUGE:
		return LLVMIntULT;
	case LLVMIntULT:
		return LLVMIntUGE;
	case LLVMIntSGT:
		return LLVMIntSLE;
	case LLVMIntSLE:
		return LLVMIntSGT;
	case LLVMIntSGE:
		return LLVMIntSLT;
	case LLVMIntSLT:
		return LLVMIntSGE;
	}
	diag_bug("unknown predicate");
}

LLVMIntPredicate predicate_swapped(LLVMIntPredicate predicate)
{
	switch (predicate) {
	case LLVMIntEQ:
	case LLVMIntNE:
		return predicate;
	case LLVMIntUGT:
		return LLVMIntULT;
	case LLVMIntULE:
		return LLVMIntUGE;
	case LLVMIntUGE:
		return LLVMIntULE;
	case LLVMIntULT:
		return LLVMIntUGT;
	case LLVMIntSGT:
		return LLVMIntSLT;
	case LLVMIntSLE:
		return LLVMIntSGE;
	case LLVMIntSGE:
		return LLVMIntSLE;
	case LLVMIntSLT:
		return LLVMIntSGT;
	}
	diag_bug("unknown predicate");
}
