/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Private to rewrite_verifier.c, which says what it is for. */
#ifndef SHIM_IR_SHAPE_H
#define SHIM_IR_SHAPE_H

#include "ir/cfg.h"
#include "ir/ir.h"

struct shaper {
	struct ir *ir;
	struct cfg cfg; /* of the function that is shaped */
	LLVMBuilderRef builder;
	LLVMTargetDataRef layout;
	unsigned changed;
};

/* The value behind an empty piece of inline assembly, which code generation does not see through.
 */
LLVMValueRef shape_hide(struct shaper *shaper, LLVMValueRef value);
/* The builder stands before the instruction, and takes its line. */
void shape_stand_before(struct shaper *shaper, LLVMValueRef at);
/* The bits of an integer; 0: it is none. */
unsigned shape_width(LLVMValueRef value);

/* Addresses of elements at an index that the verifier has to know (shape_index.c). */
void shape_address(struct shaper *shaper, LLVMValueRef gep);

#endif
