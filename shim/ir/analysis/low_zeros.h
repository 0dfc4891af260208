/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_ANALYSIS_LOW_ZEROS_H
#define SHIM_IR_ANALYSIS_LOW_ZEROS_H

#include "ir/llvm/llvm.h"

/* How many of a number's lowest bits are zeros for sure, as the verifier follows them: at most 64.
 */
unsigned low_zeros(LLVMValueRef value);

#endif
