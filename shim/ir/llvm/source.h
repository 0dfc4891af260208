/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* From IR to the user's source. */
#ifndef SHIM_IR_LLVM_SOURCE_H
#define SHIM_IR_LLVM_SOURCE_H

#include "base/message.h"
#include "ir/llvm/llvm.h"

/* Of a location and those it was inlined at, the innermost in the program's own sources (neither
 * core nor the registry); else the outermost with a line; NULL: none. */
LLVMMetadataRef ir_own_location(LLVMMetadataRef location);
/* The source line of an instruction, by ir_own_location(). The strings belong to LLVM, 'function'
 * is the enclosing function's symbol name. */
struct diag_where ir_where(LLVMValueRef instruction);
/* The same of the next instruction of the block that has a source line: a phi that a change has
 * made has none. */
struct diag_where ir_where_near(LLVMValueRef instruction);
/* The source line of a location alone, which ir_own_location() has chosen. */
struct diag_where ir_where_location(LLVMMetadataRef location);
/* Where a function begins. */
struct diag_where ir_where_function(LLVMValueRef function);
/* As ir_where() for the marker of a panic, which lies in the handler: the line that panics. */
struct diag_where ir_where_panics(LLVMValueRef marker);

#endif
