/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Says what is known of a refusal in words. */
#include "explain/tell.h"
#include "explain/type_words.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/text.h"
#include "elf/code/opcode.h"

static void show_line(const struct diag_where *where, const char *text)
{
	if (text && *text && where->line)
		diag_excerpt(where->line, where->column, text);
}

/* The location of a step; that of the user's own line before it if it is in a crate's. */
static struct diag_where where_step(const struct refusal *refusal, size_t step, const char **text)
{
	const struct path *path = &refusal->path;
	struct diag_where inner = {0};

	*text = NULL;
	for (unsigned i = 0; i < 64 && step != NO_STEP && path_insn(path, step); i++) {
		struct spot spot = path->layout->spots[path->log->steps[step].insn];
		struct diag_where where = spot_where(path->subject, spot, text);
		if (where.file && !path_is_foreign(where.file))
			return where;
		if (!inner.function)
			inner = where;
		step = path_before(path, step);
	}
	*text = NULL;
	return inner;
}

static struct diag_where where_refused(const struct refusal *refusal, const char **text)
{
	const struct layout *layout = refusal->path.layout;
	const struct log *log = refusal->path.log;

	*text = NULL;
	if (!refusal->has_insn)
		return (struct diag_where){.function = layout->entry ? layout->entry->name : NULL};
	if (refusal->step != NO_STEP && log->steps[refusal->step].insn == refusal->insn)
		return where_step(refusal, refusal->step, text);
	return spot_where(refusal->path.subject, layout->spots[refusal->insn], text);
}

static void append_limits(const struct known *known, struct buf *out)
{
	if (known->constant)
		buf_printf(out, "%" PRId64, known->smin);
	else if (known->has_min && known->smin < 0 && known->has_max == false)
		buf_printf(out, "%" PRId64 " or more", known->smin);
	else if (known->has_max)
		buf_printf(out, "0 to %" PRIu64, known->umax);
	else
		buf_printf(out, "any number");
}

/* What 'base' points into, as the verifier knew it before the load. */
static const char *memory_words(const struct known *base)
{
	return text_starts_with(base->type, "pkt") ? "the packet" : type_words(base->type);
}

static void append_load(const struct refusal *refusal, const struct insn *insn, struct buf *out)
{
	static const unsigned bits[] = {[SIZE_W] = 32, [SIZE_H] = 16, [SIZE_B] = 8, [SIZE_DW] = 64};
	const struct log *log = refusal->path.log;
	struct known base, known;
	bool has_base = path_known(&refusal->path, refusal->origin.step, insn->src, &base);

	buf_printf(out, "read from %s", has_base ? memory_words(&base) : "memory");
	if (!state_find(log->steps[refusal->origin.step].after, insn->dst, &known))
		return;
	if (strcmp(known.type, "scalar") == 0)
		buf_printf(out, ": any number of %u bits", bits[insn_size(insn)]);
	else
		buf_printf(out, ": %s", type_words(known.type));
}

/* Where the value came from. Returns false if that is not worth a note. */
static bool append_origin(const struct refusal *refusal, struct buf *out)
{
	const struct insn *insn = path_insn(&refusal->path, refusal->origin.step);
	const char *call = step_call(refusal, refusal->origin.step);

	if (!insn)
		return false;
	switch (refusal->origin.kind) {
	case ORIGIN_CALL:
		if (call)
			buf_printf(out, "returned by %.*s()", (int)strcspn(call, "# "), call);
		else
			buf_printf(out, "returned by a function");
		return true;
	case ORIGIN_LOAD:
		append_load(refusal, insn, out);
		return true;
	case ORIGIN_COMPUTED:
		buf_printf(out, "computed from several values");
		return true;
	case ORIGIN_LOST:
		if (call)
			buf_printf(out, "%.*s() leaves nothing in r1 to r5",
				   (int)strcspn(call, "# "), call);
		return call;
	case ORIGIN_CONSTANT:
	case ORIGIN_ENTRY:
	case ORIGIN_UNKNOWN:
		return false;
	}
	return false;
}

static void tell_origin(const struct refusal *refusal, const struct diag_where *told)
{
	struct buf out = {0};
	const char *text;
	struct diag_where where = where_step(refusal, refusal->origin.step, &text);

	where.function = NULL;
	bool same = told->file && where.file && strcmp(told->file, where.file) == 0 &&
		    told->line == where.line;
	if (append_origin(refusal, &out) && where.file) {
		diag_note_at(&where, "the value comes from here: %s", out.data);
		if (!same)
			show_line(&where, text);
	}
	buf_release(&out);
}

/* What is a number now may have been a pointer when it was compared with null. */
static bool was_number(const struct refusal *refusal)
{
	size_t step = refusal->origin.compared;
	const struct insn *insn = path_insn(&refusal->path, step);
	struct known known;

	return !insn || !path_known(&refusal->path, step, insn->dst, &known) ||
	       strcmp(known.type, "scalar") == 0;
}

/* The comparison, and what the verifier knows since then. */
static void tell_comparison(const struct refusal *refusal)
{
	struct buf out = {0};
	const char *text;

	if (refusal->origin.compared == NO_STEP || strcmp(refusal->known.type, "scalar") != 0 ||
	    !was_number(refusal))
		return;
	struct diag_where where = where_step(refusal, refusal->origin.compared, &text);
	where.function = NULL;
	append_limits(&refusal->known, &out);
	if (where.file) {
		diag_note_at(&where, "it is compared here; for the verifier it is %s after that",
			     out.data);
		show_line(&where, text);
	}
	buf_release(&out);
}

static void tell_error(const struct refusal *refusal, const struct diag_where *where)
{
	struct buf text = {0};

	if (!refusal->said) {
		diag_error_at(where, "the verifier refuses this and does not say why");
		return;
	}
	if (!refusal->kind) {
		diag_error_at(where, "the verifier says: %s", refusal->said);
		return;
	}
	refusal_fill(refusal, refusal->kind->reason, &text);
	diag_error_at(where, "%s", text.data);
	buf_release(&text);
}

/* Why no program is named. */
static void tell_unplaced(const struct refusal *refusal)
{
	const struct layout *layout = refusal->path.layout;
	const char *object = refusal->path.subject->programs.image->name;

	if (layout->ambiguous) {
		diag_warning("several programs of '%s' have the log's instructions", object);
		diag_help("leave the loader's own lines in the log: they name the program");
	} else if (!refusal->path.log->step_count && refusal->said &&
		   strstr(refusal->said, " line(s) omitted)")) {
		diag_warning("the loader has left the instructions out of the log");
		diag_help("in Go, print the ebpf.VerifierError of the error with '%%+v'");
	} else if (!layout->entry && refusal->path.log->step_count) {
		diag_warning("the log is not of a program of '%s': its instructions differ",
			     object);
		diag_help("give the object that was loaded, as it was built then");
	}
}

/* What the linker did to code of a line; false: nothing. */
static bool append_changes(const struct lines *lines, const struct diag_where *where,
			   struct buf *out)
{
	size_t count = 0;

	for (size_t i = 0; where->file && i < lines->change_count; i++) {
		const struct line_name *change = &lines->changes[i];
		if (change->line == where->line && strcmp(change->file, where->file) == 0)
			buf_printf(out, "%s'%s'", count++ ? ", " : "", change->name);
	}
	return count;
}

/* The first line on the way that the linker changed code of: the refusal may be its fault. */
static void tell_change(const struct refusal *refusal, const struct diag_where *refused)
{
	const char *text;
	struct diag_where way[3] = {*refused};
	size_t count = 1;

	if (refusal->has_value) {
		way[count++] = where_step(refusal, refusal->origin.step, &text);
		way[count++] = where_step(refusal, refusal->origin.compared, &text);
	}
	for (size_t i = 0; i < count; i++) {
		struct buf out = {0};
		bool found = append_changes(&refusal->path.subject->lines, &way[i], &out);
		way[i].function = NULL;
		if (found)
			diag_note_at(&way[i],
				     "bpf-shim itself has changed code of this line (%s); if the "
				     "source is right, please report this, with what --repro saves",
				     out.data);
		buf_release(&out);
		if (found)
			return;
	}
}

void tell(const struct refusal *refusal)
{
	const struct layout *layout = refusal->path.layout;
	struct buf help = {0};
	const char *text;
	struct diag_where where = where_refused(refusal, &text);

	diag_trace("the verifier says '%s': %s", refusal->said ? refusal->said : "",
		   refusal->kind ? refusal->kind->name : "not in the table");
	tell_error(refusal, &where);
	show_line(&where, text);
	if (refusal->kind && refusal->has_value) {
		tell_origin(refusal, &where);
		tell_comparison(refusal);
	}
	tell_change(refusal, &where);
	if (refusal->kind && refusal->kind->help && layout->entry) {
		refusal_fill(refusal, refusal->kind->help, &help);
		diag_help("%s", help.data);
	}
	tell_unplaced(refusal);
	buf_release(&help);
}
