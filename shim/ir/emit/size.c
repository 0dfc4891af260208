/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Counting instructions by function and source line. */
#include "ir/emit/size.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/diag.h"
#include "base/message.h"
#include "elf/code/program.h"
#include "ir/llvm/metadata.h"
#include "ir/llvm/module.h"
#include "ir/llvm/source.h"
#include "kernel/version.h"

/* How many lines are named. */
#define MAX_NAMED 4
/* Code generation fails with branches that reach further (16 bits, signed). */
#define LONGEST_BRANCH 32767

/* A line of the program's own sources, and how many of the IR's instructions come from it. */
struct share {
	LLVMMetadataRef location; /* one of that line */
	struct diag_where where;
	size_t count;
};

struct shares {
	struct share *at;
	size_t count;
	size_t total; /* instructions, with those that no line is known of */
};

static bool is_same_line(const struct diag_where *a, const struct diag_where *b)
{
	return a->line == b->line && strcmp(a->file, b->file) == 0;
}

/* In instructions of BPF, roughly: a search tree has a comparison and a jump for each case. */
static size_t weight(LLVMValueRef at)
{
	return llvm.GetInstructionOpcode(at) == LLVMSwitch ? 2 * llvm.GetNumSuccessors(at) : 1;
}

static size_t count_function(LLVMValueRef function)
{
	size_t count = 0;
	for (LLVMValueRef at = ir_first_instruction(function); at; at = ir_next_instruction(at))
		count += weight(at);
	return count;
}

static void add_line(struct shares *shares, const struct share *line)
{
	shares->total += line->count;
	if (!line->location)
		return;
	for (size_t i = 0; i < shares->count; i++) {
		if (is_same_line(&shares->at[i].where, &line->where)) {
			shares->at[i].count += line->count;
			return;
		}
	}
	shares->at = xreallocarray(shares->at, shares->count + 1, sizeof(*shares->at));
	shares->at[shares->count++] = *line;
}

static int by_count(const void *a, const void *b)
{
	const struct share *x = a, *y = b;
	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	return (x->where.line > y->where.line) - (x->where.line < y->where.line);
}

/* By what LLVM keeps of inlining, each instruction counts for the program's own line that it was
 * inlined to, the largest first. As in a line table, what has no line counts for the line before:
 * the comparisons that a switch becomes have none. */
static struct shares count_lines(LLVMValueRef function)
{
	struct shares shares = {0};
	struct share line = {0};
	for (LLVMValueRef at = ir_first_instruction(function); at; at = ir_next_instruction(at)) {
		LLVMMetadataRef location = ir_own_location(llvm.InstructionGetDebugLoc(at));
		if (location) {
			line.location = location;
			line.where = ir_where(at);
		}
		line.count = weight(at);
		add_line(&shares, &line);
	}
	if (shares.count)
		qsort(shares.at, shares.count, sizeof(*shares.at), by_count);
	return shares;
}

/* "3000 from 'mix' (src/main.rs:13), ..., 40 from elsewhere": the sum is 'insns'. */
static void print_shares(struct ir *ir, struct buf *text, const struct shares *shares, size_t insns)
{
	size_t left = insns;
	for (size_t i = 0; i < shares->count && i < MAX_NAMED; i++) {
		const struct share *share = &shares->at[i];
		size_t count = insns * share->count / shares->total;
		char *name = metadata_function(ir, share->location);
		buf_printf(text, "%s%zu from '%s' (%s:%u)", i ? ", " : "", count,
			   name ? name : share->where.function, share->where.file,
			   share->where.line);
		free(name);
		left -= count;
	}
	if (shares->count && left)
		buf_printf(text, ", %zu from elsewhere", left);
}

static void report(struct ir *ir, LLVMValueRef function, size_t insns, const char *how)
{
	struct shares shares = count_lines(function);
	struct diag_where where = {.function = ir_name(function)};
	struct buf lines = {0};
	print_shares(ir, &lines, &shares, insns);
	diag_error_at(&where, "%s%zu instructions, and Linux %u.%u takes %u", how, insns,
		      KERNEL_MAJOR(ir->profile->kernel), KERNEL_MINOR(ir->profile->kernel),
		      ir->profile->max_insns);
	if (lines.size)
		diag_help("shorten the loops: about %s", lines.data);
	else
		diag_help("shorten the loops; 'debug = 1' in Cargo.toml shows where the "
			  "instructions come from");
	buf_release(&lines);
	free(shares.at);
}

bool size_is_too_long(const struct ir *ir, LLVMValueRef function)
{
	size_t count = count_function(function);
	/* An IR instruction makes one or two of BPF's, seldom none. */
	return !ir->profile->loops &&
	       (count > 4 * (size_t)ir->profile->max_insns || count > LONGEST_BRANCH);
}

int size_check_length(struct ir *ir, LLVMModuleRef module)
{
	int err = 0;
	for (size_t i = 0; i < ir->entries.count; i++) {
		LLVMValueRef function = llvm.GetNamedFunction(module, ir->entries.at[i]);
		if (!size_is_too_long(ir, function))
			continue;
		report(ir, function, count_function(function), "about ");
		err = -1;
	}
	return err;
}

bool size_report_large(struct ir *ir, LLVMModuleRef module, const struct buf *object)
{
	struct programs programs;
	bool any = false;
	if (programs_read(&programs, "emitted object", object->data, object->size) < 0)
		return true;
	for (size_t i = 0; i < programs.count; i++) {
		LLVMValueRef function = llvm.GetNamedFunction(module, programs.at[i].name);
		if (!function || programs.at[i].insn_count <= ir->profile->max_insns)
			continue;
		report(ir, function, programs.at[i].insn_count, "");
		any = true;
	}
	programs_release(&programs);
	return any;
}
