/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Tables whose numbers are read at a variable index, and whose addresses are not. Loaders do not
 * relocate addresses in data, and the switch that replaces such a table (rodata.h) takes many
 * instructions. Without the unread addresses the table can stay.
 */
#ifndef SHIM_IR_LOWER_UNREAD_ADDRESSES_H
#define SHIM_IR_LOWER_UNREAD_ADDRESSES_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Replaces the addresses that no load reads by null; returns the number of changed constants. */
int unread_addresses_drop(struct ir *ir, LLVMModuleRef module);

#endif
