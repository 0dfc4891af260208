/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the rules share. Each rule reports what it finds and returns nothing. */
#ifndef SHIM_ELF_CHECK_RULES_H
#define SHIM_ELF_CHECK_RULES_H

#include "base/buf.h"
#include "base/message.h"
#include "base/text.h"
#include "elf/btf/btf.h"
#include "elf/btf/lines.h"
#include "elf/code/program.h"
#include "kernel/profile.h"

struct finding {
	const char *rule;              /* a literal: docs/check.md lists them */
	const struct program *program; /* NULL: about the object */
	size_t insn;                   /* NO_INSN: about all of it */
	unsigned since;                /* the first kernel that takes it; 0: none does */
	bool warning;                  /* loaders and kernels make do with it */
	size_t count;                  /* how many of the same kind in this function */
	char *text;                    /* owned */
	const char *help;              /* a literal, or NULL */
	const char *symbol;            /* of the variable that it is about, or NULL; borrowed */
};
#define NO_INSN SIZE_MAX

struct checker {
	const char *name; /* of the object */
	bool one_of_many; /* objects that are judged: each finding names its own */
	enum loader_layout layout;
	const struct lines *lines;
	struct programs programs;
	struct btf btf;
	struct finding *findings; /* owned, like 'hidden' and 'used' */
	size_t finding_count, finding_room;
	size_t *hidden;       /* by program: findings beyond those that are kept */
	bool *used;           /* by program: an entry point, or reached from one */
	struct finding *last; /* what a help line would belong to, or NULL */
};

/* Finds all there is to find; -1 after reporting an object that cannot be read. Release it in both
 * cases. 'name' stands for the object in messages. */
int checker_run(struct checker *checker, const char *name, const struct buf *object,
		enum loader_layout layout);
void checker_release(struct checker *checker);

/* Adds what no kernel or loader takes. Of one function only so many are kept. */
void check_found(struct checker *checker, const char *rule, const struct program *program,
		 size_t insn, const char *fmt, ...) PRINTF_LIKE(5, 6);
/* Adds what kernels take from 'since' on (PROFILE_SINCE; 0: none). Of one kind with one 'since' the
 * first in each function is kept, and counted. */
void check_needs(struct checker *checker, const char *rule, const struct program *program,
		 size_t insn, unsigned since, const char *fmt, ...) PRINTF_LIKE(6, 7);
/* Adds what is worth a word though everything works. */
void check_warned(struct checker *checker, const char *rule, const struct program *program,
		  size_t insn, const char *fmt, ...) PRINTF_LIKE(5, 6);
/* Says to the last finding what can be changed: a literal. */
void check_help(struct checker *checker, const char *help);
/* Names the variable that the last finding is about: it stands in the source. */
void check_about(struct checker *checker, const char *symbol);

/* The rule for a call of a helper under the object's license. */
void check_gpl_only(struct checker *checker, const struct program *program, size_t insn,
		    unsigned helper);

/* Where a finding is in the source, as far as that is known. */
struct diag_where check_where(const struct checker *checker, const struct finding *finding);

/* The oldest kernel that takes an entry point with all it calls, as far as these rules go; 0: none
 * does. */
unsigned check_oldest(const struct checker *checker, const struct program *entry);
/* Makes checker->used. */
bool *check_mark_used(const struct checker *checker);
/* Does the finding count against this kernel (KERNEL(X, Y); 0: one that takes it is enough)? In
 * what belongs to no program no kernel's rules do: none gets to see it. */
bool check_counts(const struct checker *checker, const struct finding *finding, unsigned kernel);
/* Does none count? */
bool check_fits(const struct checker *checker, unsigned kernel);

/* Is it a name for a program or a map, once loaders have cut it to what the kernel keeps? 'dots':
 * there is a '.' in that part. */
bool check_is_object_name(const char *name, bool *dots);

/* Rules for each function. */
void check_opcodes(struct checker *checker, const struct program *program);
void check_fields(struct checker *checker, const struct program *program);
void check_flow(struct checker *checker, const struct program *program);
void check_references(struct checker *checker, const struct program *program);
void check_limits(struct checker *checker, const struct program *program);
void check_function_names(struct checker *checker, const struct program *program);
void check_kind(struct checker *checker, const struct program *program);

/* Rules for the object. */
void check_has_program(struct checker *checker);
void check_stack(struct checker *checker);
void check_license(struct checker *checker);
void check_sections(struct checker *checker);
void check_gaps(struct checker *checker);
void check_symbols(struct checker *checker);
void check_maps(struct checker *checker);
void check_data(struct checker *checker);
void check_btf(struct checker *checker);
void check_redbpf(struct checker *checker); /* for an object in that layout */

#endif
