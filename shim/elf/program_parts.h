/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What programs_read() computes for each function. */
#ifndef SHIM_ELF_PROGRAM_PARTS_H
#define SHIM_ELF_PROGRAM_PARTS_H

#include "elf/program.h"

/* Is there a cycle among the instructions that the first one leads to? */
bool program_find_cycle(const struct program *program);
/* The deepest byte below the frame pointer that an address computation or an access names. */
unsigned program_find_stack(const struct program *program);

#endif
