/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_RELOCS_MATCH_H
#define SHIM_IR_RELOCS_MATCH_H

#include "ir/relocs/intrinsics.h"

/* Before a type is compared with the kernel's as a whole: its members, and numbers behind pointers,
 * are what C has in their place and have the names of C. */
void match_prepare(struct intrinsics *to, LLVMMetadataRef type);

#endif
