/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the files of this room share. */
#ifndef SHIM_IR_VERIFIER_SHAPE_H
#define SHIM_IR_VERIFIER_SHAPE_H

#include "ir/analysis/cfg.h"
#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

struct shaper {
	struct ir *ir;
	struct cfg cfg; /* of the function that is shaped */
	LLVMBuilderRef builder;
	LLVMTargetDataRef layout;
	int changed;
};

/* An opaque copy of the value, where the builder stands. */
LLVMValueRef shape_hide(struct shaper *shaper, LLVMValueRef value);
/* The builder stands before the instruction, and takes its line. */
void shape_stand_before(struct shaper *shaper, LLVMValueRef at);
/* The bits of an integer; 0: it is none. */
unsigned shape_width(LLVMValueRef value);

/* Addresses of elements at an index that the verifier has to know (shape_index.c). */
void shape_address(struct shaper *shaper, LLVMValueRef gep);

#endif
