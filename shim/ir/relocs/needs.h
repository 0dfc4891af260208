/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What CO-RE relocations need: BTF in the object. Without it they would be fixed offsets. */
#ifndef SHIM_IR_RELOCS_NEEDS_H
#define SHIM_IR_RELOCS_NEEDS_H

#include "base/message.h"
#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* True, or false after reporting at 'where' that the object will have no BTF. */
bool relocs_have_btf(const struct ir *ir, const struct diag_where *where);
/* The same for all relocations and intrinsics of a module, at the lines that use them. */
bool relocs_of_module_have_btf(const struct ir *ir, LLVMModuleRef module);

#endif
