/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What programs_read() computes for each function. */
#ifndef SHIM_ELF_CODE_PARTS_H
#define SHIM_ELF_CODE_PARTS_H

#include "elf/code/program.h"

/* Sets has_cycle and the jump that closes it: among the instructions that the first one leads to.
 */
void program_find_cycle(struct program *program);
/* The deepest byte below the frame pointer that an address computation or an access names. */
unsigned program_find_stack(const struct program *program);

#endif
