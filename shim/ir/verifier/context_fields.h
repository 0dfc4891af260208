/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_VERIFIER_CONTEXT_FIELDS_H
#define SHIM_IR_VERIFIER_CONTEXT_FIELDS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* A load that reads a field of the context or other memory, by a choice of addresses, reads a copy
 * of the field. */
int context_fields_copy(struct ir *ir, LLVMModuleRef module);

#endif
