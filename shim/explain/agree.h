/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Does an instruction of a log stand in the object? */
#ifndef SHIM_EXPLAIN_AGREE_H
#define SHIM_EXPLAIN_AGREE_H

#include <stdbool.h>

#include "elf/code/program.h"

/* Compares opcode, registers and numbers with the disassembly, in the forms of all kernels.
 * 'moved': a relocation or the loader may have changed the instruction's numbers. */
bool insn_agrees(const struct insn *insn, bool moved, unsigned opcode, const char *text);

#endif
