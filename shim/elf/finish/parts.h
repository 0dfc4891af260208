/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The steps of object_finish(), in their order. Each works on the marks of the image. */
#ifndef SHIM_ELF_FINISH_PARTS_H
#define SHIM_ELF_FINISH_PARTS_H

#include "elf/image/image.h"

/* Marks the sections that stay: programs, maps, license, version, struct_ops, and the .text and
 * data that these refer to or that a global symbol lives in. RedBPF's loader makes maps of the data
 * that stays, finds none by a symbol, and takes no .bss: only data that is referred to stays, with
 * .bss as .data. With 'dwarf', .debug_* stay, too. */
void sections_select(struct image *image, bool redbpf, bool dwarf);

/* Makes .rodata.X part of .rodata, and likewise .data.X, .bss.X and .text.X; symbols, relocations
 * and the addends inside instructions follow. */
void sections_merge(struct image *image);

/* Marks the symbols that stay, and gives entry points the binding and visibility that loaders ask
 * for. */
void symbols_select(struct image *image);

#endif
