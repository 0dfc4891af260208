/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_ANALYSIS_PACKET_ORDER_H
#define SHIM_IR_ANALYSIS_PACKET_ORDER_H

#include <stdbool.h>

#include "ir/llvm/llvm.h"

/* Two comparisons of addresses in a packet with its end: where "start + 61" is not behind the end,
 * "start + 54" is not, either. True when the one, being true or false, decides the other, which
 * *answer then is. */
bool packet_order_tells(LLVMValueRef compare, bool truth, LLVMValueRef asked, bool *answer);

#endif
