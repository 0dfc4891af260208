/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Addresses in packets: what is made of the fields of a program's context that hold the packet's
 * start and end. */
#ifndef SHIM_IR_ANALYSIS_PACKET_H
#define SHIM_IR_ANALYSIS_PACKET_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* No address behind that is accepted (MAX_PACKET_OFF of kernel/bpf/verifier.c). */
#define PACKET_MAX_OFFSET 0xffff

/* Where a context has the packet's start and end (include/uapi/linux/bpf.h). */
struct packet_fields {
	const char *section; /* first part of the names of the sections of such programs */
	uint64_t start, end; /* bytes from the context's begin */
};

/* An address as a value in which no constant is the last to be added, and that constant. */
struct packet_place {
	LLVMValueRef base;
	int64_t offset;
};

/* The fields of the program's context; NULL when the function is no program that has a packet. */
const struct packet_fields *packet_fields_of(const struct ir *ir, LLVMValueRef function);
/* True for the value of the field at this offset of the context, also when it has been widened, or
 * made a pointer. */
bool packet_is_field(LLVMValueRef value, uint64_t offset);
/* The value without its casts that change no bit of an address, and without barriers. */
LLVMValueRef packet_strip_casts(LLVMValueRef value);
/* Takes the constants off a pointer, or off an integer that is an address. A field's base is its
 * load. */
struct packet_place packet_split(LLVMTargetDataRef layout, LLVMValueRef address);

/* What an address is made of. */
struct packet_origin {
	LLVMValueRef start; /* a load of the packet's start; NULL: it lies in no packet */
	bool many;          /* of other loads of it, too */
	bool null;          /* it may be null, or undefined */
	bool other;         /* it may be something else */
};

struct packet_origin packet_find_origin(const struct packet_fields *fields, LLVMValueRef address);

#endif
