/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Tables of which numbers are read at a variable index, and addresses are not. Loaders fill in no
 * addresses in data, and choices in place of a table (rodata.h) take room: what nothing reads goes
 * first.
 */
#ifndef SHIM_IR_LOWER_UNREAD_ADDRESSES_H
#define SHIM_IR_LOWER_UNREAD_ADDRESSES_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Makes the addresses null that no load takes; returns in how many constants. */
int unread_addresses_drop(struct ir *ir, LLVMModuleRef module);

#endif
