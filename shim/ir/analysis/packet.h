/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Where programs find their packets. */
#ifndef SHIM_IR_ANALYSIS_PACKET_H
#define SHIM_IR_ANALYSIS_PACKET_H

#include <stdbool.h>
#include <stdint.h>

#include "ir/llvm/llvm.h"

/* No address behind that is accepted (MAX_PACKET_OFF of kernel/bpf/verifier.c). */
#define PACKET_MAX_OFFSET 0xffff

/* Where a context has the packet's start and end (include/uapi/linux/bpf.h). */
struct packet_fields {
	const char *section; /* its name's first part */
	uint64_t start, end; /* bytes from the context's begin */
};

/* Those of the function's context; NULL when it has none. */
const struct packet_fields *packet_fields(LLVMValueRef function);
/* True for the field of the context at this offset, which may have been widened. */
bool packet_is_field(LLVMValueRef value, uint64_t offset);

#endif
