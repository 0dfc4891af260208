/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_TEMPLATES_H
#define SHIM_IR_TEMPLATES_H

#include "ir/llvm/context.h"

/* Unrolls loops that read a constant and call by address what it asks for, as far as they can be
 * proved to end: since Rust 1.93 write!() of several parts is one over the bytes of its template.
 * Before calls by address are lowered: what each round calls is known then. Returns the number of
 * loops, or -1 after reporting. */
int templates_follow(struct ir *ir, LLVMModuleRef module);

#endif
