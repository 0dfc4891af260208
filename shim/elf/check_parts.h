/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the rules share. Each rule reports what it finds and returns nothing. */
#ifndef SHIM_ELF_CHECK_PARTS_H
#define SHIM_ELF_CHECK_PARTS_H

#include "cli/profile.h"
#include "elf/btf.h"
#include "elf/lines.h"
#include "elf/object_image.h"
#include "elf/program.h"

struct checker {
	const char *name; /* of the object */
	const struct profile *profile;
	const struct lines *lines;
	struct programs programs;
	struct btf btf;
	const struct program *current; /* the function whose findings are counted */
	unsigned found;                /* in it */
};

/* Reports a finding about an instruction of a function; NO_INSN: about the function as a whole.
 * Returns whether it was printed: after too many in one function only their number is. A help line
 * may follow what was printed. */
#define NO_INSN SIZE_MAX
bool check_found(struct checker *checker, const struct program *program, size_t insn,
		 const char *fmt, ...) PRINTF_LIKE(4, 5);

/* Rules for each function. */
void check_opcodes(struct checker *checker, const struct program *program);
void check_flow(struct checker *checker, const struct program *program);
void check_references(struct checker *checker, const struct program *program);
void check_limits(struct checker *checker, const struct program *program);
void check_function_names(struct checker *checker, const struct program *program);

/* Rules for the object. */
void check_has_program(struct checker *checker);
void check_license(struct checker *checker);
void check_sections(struct checker *checker);
void check_gaps(struct checker *checker);
void check_symbols(struct checker *checker);
void check_maps(struct checker *checker);
void check_data(struct checker *checker);

#endif
