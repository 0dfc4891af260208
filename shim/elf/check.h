/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Judges a finished object by what the kernel and the loaders are known to refuse. */
#ifndef SHIM_ELF_CHECK_H
#define SHIM_ELF_CHECK_H

#include "base/buf.h"
#include "cli/profile.h"
#include "elf/lines.h"

/* Reports every finding as an error with function and source line; 0, or -1 if there was one.
 * 'name' stands for the object in messages that are about no function. */
int check_object(const char *name, const struct buf *object, const struct profile *profile,
		 const struct lines *lines);

#endif
