/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The steps of object_finish() in their order. They mark sections and symbols of the image. */
#ifndef SHIM_ELF_FINISH_PARTS_H
#define SHIM_ELF_FINISH_PARTS_H

#include "elf/image/image.h"

/*
 * Marks the sections to keep: programs, maps, license, version, struct_ops, and the .text and data
 * that these refer to or that hold a global symbol. With 'dwarf', keeps .debug_* as well.
 *
 * RedBPF's loader makes a map of each data section, never looks one up by a symbol, and does not
 * support .bss. For it, only referenced data is kept, and .bss becomes .data.
 */
void sections_select(struct image *image, bool redbpf, bool dwarf);

/* Merges .rodata.X into .rodata, and likewise .data.X, .bss.X and .text.X. Adjusts symbols,
 * relocations and the addends inside instructions. */
void sections_merge(struct image *image);

/* Marks the symbols to keep. Gives entry points the binding and visibility that loaders expect. */
void symbols_select(struct image *image);

#endif
