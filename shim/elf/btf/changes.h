/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The section that tells which lines the linker itself has changed code of, one a line:
 * "index-bounds src/main.rs:12". Loaders skip it by its name, as they do debug info, and strip
 * removes it with that.
 */
#ifndef SHIM_ELF_BTF_CHANGES_H
#define SHIM_ELF_BTF_CHANGES_H

#include "elf/btf/lines.h"
#include "elf/image/image.h"

#define CHANGES_SECTION ".debug_bpf_shim"

/* Adds the section, to be kept, with lines->changes; none if there are none. */
void changes_write(struct image *image, const struct lines *lines);

/* Fills lines->changes from the section, if the image has one. What is no such line is skipped. */
void changes_read(const struct image *image, struct lines *lines);

#endif
