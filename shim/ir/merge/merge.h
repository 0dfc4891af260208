/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Many modules become one: the program's objects whole, libraries as far as they are reached. */
#ifndef SHIM_IR_MERGE_MERGE_H
#define SHIM_IR_MERGE_MERGE_H

#include "ir/llvm/context.h"

/* Makes ir->module, and on the way ir->triple, the target machine and ir->debug_info. Returns
 * EXITCODE_OK, or another exit status after reporting. */
int merge(struct ir *ir);

#endif
