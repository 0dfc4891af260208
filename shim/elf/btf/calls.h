/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The section that tells which calls were inlined at which line, and which variables lie on the
 * stack, for the page of --explain --load. A link with --report-file makes it; loaders skip it by
 * its name, as they do debug info, and strip removes it with that.
 */
#ifndef SHIM_ELF_BTF_CALLS_H
#define SHIM_ELF_BTF_CALLS_H

#include "elf/btf/lines.h"
#include "elf/image/image.h"

#define CALLS_SECTION ".debug_bpf_shim_calls"

/* Adds the section, to be kept, with lines->functions and lines->locals; none if there are none. */
void calls_write(struct image *image, const struct lines *lines);

/* Adds what the section has to lines->functions and lines->locals. What is no row of it is skipped.
 */
void calls_read(const struct image *image, struct lines *lines);

#endif
