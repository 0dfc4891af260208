/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_LOWER_PACKET_LENGTHS_H
#define SHIM_IR_LOWER_PACKET_LENGTHS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Comparisons of a packet's length, or of what is left of it, become comparisons of an address in
 * the packet with the packet's end; returns how many. The results are the same. */
int packet_lengths_lower(struct ir *ir, LLVMModuleRef module);

#endif
