/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What the kernel's verifier knows (kernel/bpf/verifier.c). It follows values through registers: it
 * learns the range of a value from how it is computed, and from comparisons with constants of the
 * very register that is then used. It does not know what LLVM knows: that a remainder is small, or
 * that two comparisons together imply a third.
 *
 * The ranges here are never narrower than what the verifier derives, so far as code generation
 * keeps a value that is compared and used in one register. A program is right whatever they say;
 * where they claim too much, the kernel refuses it.
 */
#ifndef SHIM_IR_VERIFIER_MODEL_H
#define SHIM_IR_VERIFIER_MODEL_H

#include "ir/analysis/address.h"
#include "ir/analysis/cfg.h"
#include "ir/llvm/llvm.h"
#include "ir/verifier/range.h"

struct model {
	struct cfg cfg;           /* of the function */
	LLVMTargetDataRef layout; /* borrowed */
};

void model_init(struct model *model, LLVMValueRef function, LLVMTargetDataRef layout);
void model_release(struct model *model);

/* The range of the sum of an address's terms in the block; everything, where a product or a sum may
 * wrap. With 'narrow', comparisons count that were made of an index before it was widened: the
 * verifier learns from them if quirk "narrow-compare" makes them comparisons of the index. */
struct range model_range_of_terms(struct model *model, const struct address *address,
				  LLVMBasicBlockRef block, bool narrow);

#endif
