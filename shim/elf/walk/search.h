/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The search through all paths, and the states it keeps. */
#ifndef SHIM_ELF_WALK_SEARCH_H
#define SHIM_ELF_WALK_SEARCH_H

#include "elf/walk/walker.h"

/* Follows all paths from a function's first instruction. 'is_entry': its argument is the context,
 * else it is a global function that is walked by itself. */
void search(struct walker *walker, size_t first, bool is_entry);
#endif
