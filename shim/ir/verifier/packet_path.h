/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_VERIFIER_PACKET_PATH_H
#define SHIM_IR_VERIFIER_PACKET_PATH_H

#include "ir/analysis/packet.h"
#include "ir/verifier/model.h"

/* True when the verifier follows how the address is computed from the packet's start: what is added
 * has a bound that it knows, and is never negative, and so many bytes behind the address lie within
 * what it accepts, too. With 'is_long', whether that is a way of many variables: each makes more
 * states of the program that the verifier takes for different. */
bool packet_path_is_followed(struct model *model, const struct packet_fields *fields,
			     LLVMValueRef address, int64_t behind, bool *is_long);

#endif
