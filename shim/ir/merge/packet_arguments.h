/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Addresses in packets that subprograms are handed. LLVM hands over the packet itself in place of a
 * copy. To one that an unknown number is added to, the verifier grants no byte before it has seen a
 * comparison with the packet's end (adjust_ptr_min_max_vals, find_good_pkt_pointers in
 * kernel/bpf/verifier.c), and the subprogram does not have that end.
 */
#ifndef SHIM_IR_MERGE_PACKET_ARGUMENTS_H
#define SHIM_IR_MERGE_PACKET_ARGUMENTS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Inlines such subprograms. Returns how many times; -1 after reporting. */
int packet_arguments_inline(struct ir *ir, LLVMModuleRef module);

#endif
