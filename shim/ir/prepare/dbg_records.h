/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_PREPARE_DBG_RECORDS_H
#define SHIM_IR_PREPARE_DBG_RECORDS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Drops from the module what debug information says of local variables: where their values are, for
 * each instruction that changes one. Only DWARF has a use for it (BTF has types, functions and
 * lines), and unrolled code would carry it along a thousand times. What says where in memory a
 * variable of more than a register lies stays: frame.c names by it what takes up the stack. With
 * --report-file so does that of smaller ones: the page has each variable of the stack. */
int dbg_records_drop(struct ir *ir, LLVMModuleRef module);

/* Whether the record says that the variable is what lies at an address: by its kind, or its
 * expression. */
bool dbg_record_is_in_memory(struct ir *ir, LLVMDbgRecordRef record);

#endif
