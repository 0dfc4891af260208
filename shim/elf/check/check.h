/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Judges an object by its bytes: reports what kernels and loaders reject or misread, whatever
 * compiler wrote the object. docs/check.md lists the rules.
 */
#ifndef SHIM_ELF_CHECK_CHECK_H
#define SHIM_ELF_CHECK_CHECK_H

#include "base/buf.h"
#include "elf/btf/lines.h"
#include "kernel/profile.h"

struct checker;
/* Appends what a report says of an object. */
typedef void (*report_writer)(const struct checker *checker, struct buf *out);

/* Judges an object that this linker made. Reports as an error, with function and source line, what
 * no kernel accepts, and what the profile's kernel does not accept if the user chose one; if the
 * object is 'promised' to it, what it probably does not accept, too. 'name' is the object's name in
 * messages that are about no function. Has 'write' append what is to be said of the programs to
 * 'summary', unless it is NULL. Returns 0, or -1 after reporting an error. */
int check_object(const char *name, const struct buf *object, const struct profile *profile,
		 bool promised, const struct lines *lines, report_writer write,
		 struct buf *summary);

#endif
