/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_PREPARE_DEBUG_LOCATIONS_H
#define SHIM_IR_PREPARE_DEBUG_LOCATIONS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Code that was inlined from core or from the registry gets the user's line: once
 * everything is inlined, and again before code generation. */
int debug_locations_to_user(struct ir *ir, LLVMModuleRef module);

#endif
