/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* From a log to what it means. */
#include "explain/explain.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/diag.h"
#include "base/text.h"
#include "explain/cost.h"
#include "explain/facts.h"
#include "explain/kinds.h"
#include "explain/log.h"
#include "explain/tell.h"

/* Copies what stands between two texts; NULL if they do not. */
static char *between(const char *text, const char *before, const char *after)
{
	const char *start = strstr(text, before);
	const char *end = start ? strstr(start + strlen(before), after) : NULL;

	if (!end || end == start + strlen(before))
		return NULL;
	start += strlen(before);
	return xstrndup(start, (size_t)(end - start));
}

/* The name of the refused program, as libbpf, bpftool, cilium/ebpf and aya write it. */
static char *find_name(const struct log *log)
{
	for (size_t i = 0; i < log->remark_count; i++) {
		const char *text = log->remarks[i].text;
		char *name = NULL;
		if (strstr(text, "failed"))
			name = between(text, "prog '", "'");
		if (!name && strstr(text, ": load program"))
			name = between(text, "program ", ":");
		if (!name && strcasestr(text, "load"))
			name = between(text, "program '", "'");
		if (name)
			return name;
	}
	return NULL;
}

/* Words of loaders, which say that and not why. */
static bool is_loaders(const char *text)
{
	return text_starts_with(text, "libbpf: ") || text_starts_with(text, "Error: ");
}

static bool find_in(struct refusal *refusal, const struct kind *kind, const char *said)
{
	for (; kind->name; kind++) {
		int count = kind_match(kind->pattern, said, refusal->captures);
		if (count < 0)
			continue;
		refusal->capture_count = count;
		refusal->said = said;
		refusal_focus(refusal, kind->about);
		if (refusal_fits(refusal, kind->when)) {
			refusal->kind = kind;
			return true;
		}
	}
	return false;
}

/* The first row whose message and condition fit. */
static bool find_kind(struct refusal *refusal, const char *said)
{
	const struct kind *const tables[] = {object_kinds, function_kinds, kernel_kinds, kinds};

	for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++)
		if (find_in(refusal, tables[i], said))
			return true;
	refusal->has_value = false;
	return false;
}

/* The verifier's last words tell why; some messages come before the instruction that they are
 * about. */
static void find_reason(struct refusal *refusal)
{
	const struct log *log = refusal->path.log;

	for (int late = 1; late >= 0; late--)
		for (size_t i = 0; i < log->remark_count; i++)
			if ((log->remarks[i].steps == log->step_count) == late) {
				refusal->late = late;
				if (find_kind(refusal, log->remarks[i].text))
					return;
			}
	refusal->said = NULL;
	for (size_t i = 0; i < log->remark_count && !refusal->said; i++)
		if (log->remarks[i].steps == log->step_count && log->step_count &&
		    !is_loaders(log->remarks[i].text))
			refusal->said = log->remarks[i].text;
}

/* A message may name the instruction; else it is the one that was walked last. */
static void find_insn(struct refusal *refusal)
{
	const struct layout *layout = refusal->path.layout;
	const struct log *log = refusal->path.log;
	unsigned capture = refusal->kind ? refusal->kind->place : 0;

	if (!layout->entry || capture == NOWHERE)
		return;
	if (refusal->kind && refusal->kind->about == ABOUT_HOTTEST) {
		struct cost cost;
		cost_count(&cost, refusal->path.subject, layout, log);
		if (cost.line_count) {
			refusal->has_insn = true;
			refusal->insn = cost.lines[0].insn;
			refusal->share = (unsigned)(100 * cost.lines[0].steps / log->step_count);
		}
		cost_release(&cost);
	} else if (capture && (int)capture <= refusal->capture_count) {
		unsigned long insn = strtoul(refusal->captures[capture - 1].text, NULL, 10);
		refusal->has_insn = insn < layout->count;
		refusal->insn = (uint32_t)insn;
	} else if (refusal->step != NO_STEP) {
		refusal->has_insn = true;
		refusal->insn = log->steps[refusal->step].insn;
	}
}

static bool understand(struct refusal *refusal, struct layout *layout,
		       const struct subject *subject, const struct log *log, const char *named)
{
	char *name = find_name(log);

	layout_find(layout, subject, log, name ? name : named);
	free(name);
	*refusal = (struct refusal){
		.path = {subject, layout, log},
		.step = log->step_count ? log->step_count - 1 : NO_STEP,
	};
	find_reason(refusal);
	find_insn(refusal);
	return refusal->kind;
}

/* Does the log end with a whole report, in the middle of a program, without a reason? Kernels
 * before 6.13 give none for a few refusals. */
static bool is_silent(const struct refusal *refusal)
{
	const struct insn *insn = path_insn(&refusal->path, refusal->step);

	return insn && refusal->path.log->finished && insn->opcode != OP_EXIT;
}

int explain_log(const struct subject *subject, const struct buf *text, const char *named)
{
	struct layout layout = {0};
	struct refusal refusal = {0};
	struct logs logs;
	int result = -1;

	logs_read(&logs, text);
	/* Logs of programs that were loaded may stand before and behind. */
	size_t chosen = logs.count;
	for (size_t i = logs.count; i-- > 0 && result < 0;) {
		layout_release(&layout);
		if (understand(&refusal, &layout, subject, &logs.at[i], named)) {
			chosen = i;
			result = 0;
		}
	}
	for (size_t i = logs.count; i-- > 0 && chosen == logs.count;) {
		layout_release(&layout);
		understand(&refusal, &layout, subject, &logs.at[i], named);
		if (refusal.said || is_silent(&refusal))
			chosen = i;
	}
	if (chosen == logs.count)
		diag_error("the log tells of no refusal");
	else
		tell(&refusal);
	layout_release(&layout);
	logs_release(&logs);
	return result;
}

void costs_read(struct costs *costs, const struct subject *subject, const struct buf *text,
		const char *named)
{
	struct layout layout;
	struct logs logs;

	*costs = (struct costs){0};
	logs_read(&logs, text);
	const struct log *log = &logs.at[logs.count - 1];
	for (size_t i = 0; i < logs.count; i++)
		if (logs.at[i].finished)
			log = &logs.at[i];
	costs->steps = log->step_count;
	costs->processed = log->processed;
	costs->states = log->states;
	costs->microseconds = log->microseconds;
	layout_find(&layout, subject, log, named);
	if (layout.entry && log->step_count)
		cost_count(&costs->cost, subject, &layout, log);
	layout_release(&layout);
	logs_release(&logs);
}

void costs_release(struct costs *costs)
{
	cost_release(&costs->cost);
}
