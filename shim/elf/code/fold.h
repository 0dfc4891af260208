/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Arithmetic on constants, as RFC 9669 has it. */
#ifndef SHIM_ELF_CODE_FOLD_H
#define SHIM_ELF_CODE_FOLD_H

#include <stdbool.h>
#include <stdint.h>

#include "elf/code/program.h"

/* What an instruction of the classes ALU and ALU64 makes of 'a' in its destination and 'b', its
 * other operand. False when the number that it makes is not certain. */
bool fold(const struct insn *insn, int64_t a, int64_t b, bool big_endian, int64_t *result);
/* Are the fields 'off' and 'imm' of such an instruction some that mean anything? */
bool fold_knows(const struct insn *insn);
/* What a conditional jump says of them. */
bool fold_condition(unsigned operation, int64_t a, int64_t b, bool narrow);
/* Does an ALU_END instruction turn the order of the bytes round? */
bool fold_swaps(const struct insn *insn, bool big_endian);

#endif
