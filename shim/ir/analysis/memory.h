/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Whether memory keeps its value between two instructions of a function. */
#ifndef SHIM_IR_ANALYSIS_MEMORY_H
#define SHIM_IR_ANALYSIS_MEMORY_H

#include "ir/analysis/cfg.h"
#include "ir/llvm/llvm.h"

struct memory_variable;

/* Of one function. Nothing in it may be moved from one block to another while this is in use. */
struct memory {
	struct cfg cfg;
	struct memory_variable *variables; /* private: those asked about */
	size_t variable_count;
	bool **reached;     /* private: memory_reaches() */
	LLVMValueRef base;  /* of what the load at hand reads */
	bool *block_writes; /* private: the block may write there */
};

void memory_init(struct memory *memory, LLVMValueRef function);
void memory_release(struct memory *memory);

/* The next questions are about what the load reads. */
void memory_set_base(struct memory *memory, LLVMValueRef load);
/* True when no way from the load to the use meets a write. */
bool memory_is_unchanged(struct memory *memory, LLVMValueRef load, LLVMValueRef use);
/* Whether control may come from one block to another. */
bool memory_reaches(struct memory *memory, size_t from, size_t to);
/* True for a call of an intrinsic that writes nothing. */
bool memory_is_harmless_intrinsic(LLVMValueRef call);
/* True for a call of llvm.lifetime.start or end. */
bool memory_is_lifetime(LLVMValueRef call);

#endif
