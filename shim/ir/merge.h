/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Many modules become one: the program's objects whole, libraries as far as they are reached. */
#ifndef SHIM_IR_MERGE_H
#define SHIM_IR_MERGE_H

#include "ir/ir.h"

/* Makes ir->module, and on the way ir->triple, the target machine and ir->debug_info. Returns
 * EXITCODE_OK, or another exit status after reporting. */
int merge(struct ir *ir);

/* The input that defines this symbol without having bitcode for it, or NULL. */
const struct input *merge_native_definition(const struct ir *ir, const char *symbol);

#endif
