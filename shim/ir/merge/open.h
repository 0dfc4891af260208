/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Inputs as modules. */
#ifndef SHIM_IR_MERGE_OPEN_H
#define SHIM_IR_MERGE_OPEN_H

#include <stdbool.h>

#include "input/input.h"
#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* The module of an input of bitcode or LLVM assembly, owned by the caller; NULL after reporting. A
 * lazy one has its bodies still unread, and is not looked through. */
LLVMModuleRef open_module(struct ir *ir, const struct input *in, bool lazy);
/* Reports the error that LLVM reported while ir->capture was on; returns -1. */
int open_report_captured(struct ir *ir, const struct input *in, const char *what);

#endif
