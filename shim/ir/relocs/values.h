/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_RELOCS_VALUES_H
#define SHIM_IR_RELOCS_VALUES_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Describes the initial values of maps in .maps as C would, and puts maps of maps behind those that
 * are their values. Returns how many maps it moves. */
int values_describe(struct ir *ir, LLVMModuleRef module);

#endif
