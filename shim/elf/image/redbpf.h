/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * RedBPF's layout: what its Loader::load_file (crate redbpf, Module::parse) takes a section for. A
 * section KIND/NAME is one program, maps/NAME one map; names are split at the first '/'.
 */
#ifndef SHIM_ELF_IMAGE_REDBPF_H
#define SHIM_ELF_IMAGE_REDBPF_H

#include "elf/image/image.h"
#include "kernel/profile.h"

/* Is the object for RedBPF's loader: because 'asked' says so, or by its sections? Kinds that only
 * it has say so; others do beside maps/NAME, unless there are maps in .maps. */
bool layout_is_redbpf(const struct image *image, enum loader_layout asked);

/* Is it a program to RedBPF's loader, or to tc where RedBPF leaves a program to it? */
bool layout_is_program(const struct image_section *section);

/* Is there a program for tc, which takes less than RedBPF's loader does? */
bool layout_has_tc(const struct image *image);

/* Data that the loader makes a map of, whether or not a program refers to it. */
bool layout_is_data(const struct image_section *section);

/* What follows the first '/', or NULL. */
const char *layout_name(const struct image_section *section);

#endif
