/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_RELOCS_ACCESS_H
#define SHIM_IR_RELOCS_ACCESS_H

#include "ir/relocs/intrinsics.h"
#include "ir/relocs/site.h"

/* A walk along the path of a site. */
struct access {
	struct intrinsics *to;
	const struct site *site;
	LLVMValueRef address; /* of what the walk has come to */
	LLVMMetadataRef type; /* of that */
	LLVMMetadataRef name; /* a typedef that goes for the type, or the type itself */
	unsigned indexes;     /* of the path, so far */
	bool is_element;      /* the last step was one of these */
};

/* Walks from access->address, a pointer to access->type, to the end of the path. False after
 * reporting: no relocation can tell of it. */
bool access_walk(struct access *access);

#endif
