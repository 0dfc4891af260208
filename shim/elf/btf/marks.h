/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Marks at the ends of sections' names, which an object has for LLVM's sake. */
#ifndef SHIM_ELF_BTF_MARKS_H
#define SHIM_ELF_BTF_MARKS_H

#include "base/buf.h"
#include "base/names.h"

/* Cuts the mark off these names where they name a section: in ELF's headers, also those of
 * relocations, and among the strings of BTF. All else stays as it is. */
void marks_cut(struct buf *object, const struct names *marked, const char *mark);

#endif
