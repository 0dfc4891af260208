/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Shared by the rules. A rule reports its findings and returns nothing. */
#ifndef SHIM_ELF_CHECK_RULES_H
#define SHIM_ELF_CHECK_RULES_H

#include "base/buf.h"
#include "base/message.h"
#include "base/text.h"
#include "elf/btf/btf.h"
#include "elf/btf/lines.h"
#include "elf/code/program.h"
#include "elf/image/image.h"
#include "kernel/profile.h"

struct finding {
	const char *rule;              /* a literal; docs/check.md lists all of them */
	const struct program *program; /* NULL: about the whole object */
	size_t insn;                   /* NO_INSN: about the whole program */
	unsigned since;                /* the first kernel that accepts it; 0: none does */
	bool warning;                  /* kernels and loaders cope with it */
	size_t count;                  /* how many alike this function or object has */
	char *text;                    /* owned */
	const char *help;              /* a literal, or NULL */
	const char *symbol;            /* of the variable that it is about, or NULL; borrowed */
};
#define NO_INSN SIZE_MAX

struct checker {
	const char *name; /* of the object, for messages */
	bool one_of_many; /* several objects are judged, so each finding names its own */
	enum loader_layout layout;
	unsigned kernel; /* that the user chose, KERNEL(X, Y); 0: none */
	bool promised;   /* the object is made for that kernel: what it probably refuses is wrong */
	const struct lines *lines;
	struct programs programs;
	struct btf btf;
	struct finding *findings; /* owned, like 'hidden' and 'used' */
	size_t finding_count, finding_room;
	size_t *hidden;       /* by program: how many findings were not kept */
	bool *used;           /* by program: an entry point, or reachable from one */
	struct finding *last; /* the finding that a help line would belong to, or NULL */
};

/* Runs all rules. The caller sets the name, layout, kernel and whether it is promised; the rest is
 * zero. Returns 0, or -1 after reporting that the object cannot be read. Call checker_release() in
 * both cases. */
int checker_run(struct checker *checker, const struct buf *object);
void checker_release(struct checker *checker);

/* Adds a finding that no kernel or loader accepts. Keeps only the first MAX_FINDINGS of a
 * function. */
void check_found(struct checker *checker, const char *rule, const struct program *program,
		 size_t insn, const char *fmt, ...) PRINTF_LIKE(5, 6);
/* Adds a finding that kernels accept from 'since' on (PROFILE_SINCE; 0: none does). If the function
 * already has one with this rule and this kernel, only counts it. */
void check_needs(struct checker *checker, const char *rule, const struct program *program,
		 size_t insn, unsigned since, const char *fmt, ...) PRINTF_LIKE(6, 7);
/* Adds a warning, at the first place that shows it. If the object already has one with this rule,
 * only counts it: a screenful of the same says no more. */
void check_warned(struct checker *checker, const char *rule, const struct program *program,
		  size_t insn, const char *fmt, ...) PRINTF_LIKE(5, 6);
/* Adds what the verifier of the user's kernel probably refuses: a finding that no kernel accepts
 * where that kernel is promised, else a warning. */
void check_doubted(struct checker *checker, const char *rule, const struct program *program,
		   size_t insn, const char *fmt, ...) PRINTF_LIKE(5, 6);
/* Adds a help line to the last finding. 'help' is a literal. */
void check_help(struct checker *checker, const char *help);
/* Names the variable that the last finding is about, to find its source line. */
void check_about(struct checker *checker, const char *symbol);

/* Checks the call of a helper against the object's license. */
void check_gpl_only(struct checker *checker, const struct program *program, size_t insn,
		    unsigned helper);

/* Returns the source location of a finding, as far as it is known. */
struct diag_where check_where(const struct checker *checker, const struct finding *finding);

/* Returns the oldest kernel that accepts the entry point with all that it calls, as far as the
 * rules can tell, or 0 if none does. */
unsigned check_oldest(const struct checker *checker, const struct program *entry);
/* Computes checker->used. The caller frees it. */
bool *check_mark_used(const struct checker *checker);
/* True if the finding counts against the kernel, KERNEL(X, Y). With kernel 0, only what no kernel
 * accepts counts. Limits of single kernels do not count in a function that no program reaches:
 * loaders never load it. */
bool check_counts(const struct checker *checker, const struct finding *finding, unsigned kernel);
/* True if no finding counts against the kernel. */
bool check_fits(const struct checker *checker, unsigned kernel);

/* True if kernels accept the name for a program or map, truncated as loaders do. Sets *dots if that
 * part contains a '.'. */
bool check_is_object_name(const char *name, bool *dots);

/* Rules for each function. */
void check_local_function(struct checker *checker, const struct program *program);
void check_program_name(struct checker *checker, const struct program *program);
void check_program_kind(struct checker *checker, const struct program *program);
void check_opcodes(struct checker *checker, const struct program *program);
void check_reserved_fields(struct checker *checker, const struct program *program);
void check_flow(struct checker *checker, const struct program *program);
void check_references(struct checker *checker, const struct program *program);
void check_limits(struct checker *checker, const struct program *program);
void check_walk(struct checker *checker, const struct program *program);

/* Rules for one instruction. Another rule's walk calls them, so that findings come in the order of
 * the instructions. */
void check_isa(struct checker *checker, const struct program *program, size_t i);
void check_operands(struct checker *checker, const struct program *program, size_t i);

/* Rules for the object. */
void check_has_program(struct checker *checker);
void check_stack(struct checker *checker);
void check_license(struct checker *checker);
void check_sections(struct checker *checker);
void check_section_name(struct checker *checker, const struct image_section *section);
void check_unowned_code(struct checker *checker);
void check_symbols(struct checker *checker);
void check_maps(struct checker *checker);
void check_data_addresses(struct checker *checker);
void check_btf_names(struct checker *checker);
void check_redbpf(struct checker *checker); /* only for objects in RedBPF's layout */

#endif
