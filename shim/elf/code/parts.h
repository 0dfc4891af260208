/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Facts that programs_read() computes for each function. */
#ifndef SHIM_ELF_CODE_PARTS_H
#define SHIM_ELF_CODE_PARTS_H

#include "elf/code/program.h"

/* Finds a back edge among the instructions that the function's first one reaches. */
void program_find_back_edge(struct program *program);
/* Returns how far below the frame pointer an access or an address computation goes, in bytes. */
unsigned program_find_stack(const struct program *program);

#endif
