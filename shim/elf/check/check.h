/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Judges a finished object by what kernels and loaders are known to refuse: exact, on the bytes,
 * whatever compiler they are from. docs/check.md lists the rules.
 */
#ifndef SHIM_ELF_CHECK_CHECK_H
#define SHIM_ELF_CHECK_CHECK_H

#include "base/buf.h"
#include "elf/btf/lines.h"
#include "kernel/profile.h"

/* For what the linker has made: reports as an error, with function and source line, what no kernel
 * takes, and what the profile's kernel does not take where one was chosen; 0, or -1 if there was
 * one. 'name' stands for the object in messages that are about no function. Where 'summary' is not
 * NULL it gets, as text, what each program is made of. */
int check_object(const char *name, const struct buf *object, const struct profile *profile,
		 const struct lines *lines, struct buf *summary);

#endif
