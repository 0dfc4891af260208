/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Facts about a refusal, and texts with them. */
#include "explain/facts.h"

#define STACK_BYTES 512 /* of a function, in the kernel */

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "elf/code/opcode.h"
#include "explain/type_words.h"

static bool is_memory(const struct insn *insn)
{
	unsigned class = insn_class(insn);
	return class == CLASS_LDX || class == CLASS_ST || class == CLASS_STX;
}

static unsigned base_register(const struct insn *insn)
{
	return insn_class(insn) == CLASS_LDX ? insn->src : insn->dst;
}

static void set_value(struct refusal *refusal, size_t step, unsigned reg)
{
	refusal->has_value = true;
	refusal->reg = reg;
	refusal->value_step = step;
	refusal->origin = path_origin(&refusal->path, step, reg);
	if (!path_known(&refusal->path, step, reg, &refusal->known))
		refusal->known = (struct known){0};
}

/* The number in an addition of a pointer and a number. */
static unsigned added_register(const struct refusal *refusal, const struct insn *insn)
{
	struct known known;
	bool source = path_known(&refusal->path, refusal->step, insn->src, &known) &&
		      strcmp(known.type, "scalar") != 0;
	return source ? insn->dst : insn->src;
}

/* The step of a call whose instruction a message names. */
static size_t find_call(const struct refusal *refusal, uint32_t insn)
{
	const struct log *log = refusal->path.log;

	for (size_t i = log->step_count; i-- > 0;)
		if (log->steps[i].insn == insn)
			return i;
	return NO_STEP;
}

static void focus_taken(struct refusal *refusal)
{
	size_t step = find_call(refusal, (uint32_t)strtoul(refusal->captures[1].text, NULL, 10));

	if (step == NO_STEP)
		return;
	refusal->has_value = true;
	refusal->reg = 0;
	refusal->value_step = step;
	refusal->origin = (struct origin){
		.kind = ORIGIN_CALL, .step = step, .compared = NO_STEP, .changed = NO_STEP};
}

void refusal_focus(struct refusal *refusal, enum about about)
{
	const struct insn *insn = path_insn(&refusal->path, refusal->step);
	unsigned addend;

	refusal->has_value = refusal->is_addend = false;
	refusal->known = (struct known){0};
	if (about == ABOUT_TAKEN && refusal->capture_count > 1)
		focus_taken(refusal);
	if (!insn)
		return;
	if (about == ABOUT_REGISTER && refusal->capture_count > 0) {
		set_value(refusal, refusal->step,
			  (unsigned)strtoul(refusal->captures[0].text, NULL, 10) % REGISTERS);
	} else if (about == ABOUT_ARGUMENT && refusal->capture_count > 0) {
		set_value(refusal, refusal->step,
			  (unsigned)strtoul(refusal->captures[0].text, NULL, 10) % 5 + 1);
	} else if (about == ABOUT_RETURN) {
		set_value(refusal, refusal->step, 0);
	} else if (about == ABOUT_SOURCE) {
		set_value(refusal, refusal->step, insn->src);
	} else if (about == ABOUT_ADDED) {
		set_value(refusal, refusal->step, added_register(refusal, insn));
	} else if ((about == ABOUT_BASE || about == ABOUT_ADDEND) && is_memory(insn)) {
		unsigned base = base_register(insn);
		size_t step = about == ABOUT_ADDEND
				      ? path_addition(&refusal->path, refusal->step, base, &addend)
				      : NO_STEP;
		if (step == NO_STEP)
			set_value(refusal, refusal->step, base);
		else
			set_value(refusal, step, addend);
		refusal->is_addend = step != NO_STEP;
	}
}

const char *step_call(const struct refusal *refusal, size_t step)
{
	const struct insn *insn = path_insn(&refusal->path, step);

	if (!insn || insn->opcode != OP_CALL)
		return NULL;
	const char *text = refusal->path.log->steps[step].text;
	/* "call pc+5" is a function of the program. The kernel's functions have names. */
	if (!text_starts_with(text, "call ") || isdigit((unsigned char)text[5]) ||
	    text_starts_with(text, "call pc+") || text_starts_with(text, "call pc-"))
		return NULL;
	return text + 5;
}

/* Does the message say that it is a number? Before 5.18 the type was named otherwise. */
static bool is_number_now(const struct refusal *refusal)
{
	const char *type = refusal->captures[1].text;

	return refusal->capture_count > 1 &&
	       (text_starts_with(type, "scalar'") || text_starts_with(type, "inv'"));
}

/* A packet's pointer becomes a number when a helper may move the packet. */
static bool was_moved(const struct refusal *refusal)
{
	struct known known;
	size_t step = refusal->origin.step;

	if (!refusal->has_value || step == NO_STEP || refusal->origin.kind != ORIGIN_LOAD ||
	    !is_number_now(refusal))
		return false;
	return state_find(refusal->path.log->steps[step].after, refusal->origin.reg, &known) &&
	       text_starts_with(known.type, "pkt");
}

/* Did a call return a pointer that is none any more? */
static bool became_number(const struct refusal *refusal)
{
	const char *type = refusal->known.type;

	return refusal->has_value && *type && strcmp(type, "scalar") != 0 &&
	       refusal->origin.kind == ORIGIN_CALL && is_number_now(refusal);
}

/* An object of a list or tree is the program's own to look at while the lock is held. */
static bool follows_unlock(const struct refusal *refusal)
{
	size_t step = refusal->step;
	const struct insn *insn;

	do {
		step = path_before(&refusal->path, step);
		insn = path_insn(&refusal->path, step);
	} while (insn && insn->opcode != OP_CALL && insn->opcode != OP_EXIT);
	const char *call = insn ? step_call(refusal, step) : NULL;
	return call && (text_starts_with(call, "bpf_spin_unlock#") ||
			text_starts_with(call, "bpf_res_spin_unlock#"));
}

/* Was it read through a pointer of this type? */
static bool read_through(const struct refusal *refusal, const char *type)
{
	const struct insn *insn = path_insn(&refusal->path, refusal->origin.step);
	struct known known;

	return refusal->has_value && refusal->origin.kind == ORIGIN_LOAD && insn &&
	       path_known(&refusal->path, refusal->origin.step, insn->src, &known) &&
	       text_starts_with(known.type, type);
}

static bool is_outside(const struct refusal *refusal)
{
	if (refusal->capture_count < 3)
		return false;
	long long offset = strtoll(refusal->captures[1].text, NULL, 10);
	long long size = strtoll(refusal->captures[2].text, NULL, 10);
	return offset < -STACK_BYTES || size > -offset;
}

bool refusal_fits(const struct refusal *refusal, enum when when)
{
	const struct insn *insn = path_insn(&refusal->path, refusal->step);
	const struct known *known = &refusal->known;

	switch (when) {
	case WHEN_ALWAYS:
		return true;
	case WHEN_MOVED:
		return was_moved(refusal);
	case WHEN_GIVEN_BACK:
		return became_number(refusal);
	case WHEN_COMPARED:
		return refusal->has_value && refusal->origin.compared != NO_STEP;
	case WHEN_CONSTANT:
		return refusal->has_value && (!refusal->is_addend || known->constant);
	case WHEN_FROM_MAP:
		return read_through(refusal, "map_value");
	case WHEN_UNTOLD:
		return !*known->type;
	case WHEN_OUTSIDE:
		return is_outside(refusal);
	case WHEN_STORE:
		return insn && (insn_class(insn) == CLASS_ST || insn_class(insn) == CLASS_STX);
	case WHEN_NUMBER:
		return strcmp(known->type, "scalar") == 0;
	case WHEN_NO_OBJECT:
		return *known->type && !strstr(known->type, "ptr_");
	case WHEN_UNLOCKED:
		return became_number(refusal) && follows_unlock(refusal);
	case WHEN_LATE:
		return refusal->late;
	}
	return false;
}

/* The register that passes a map; r1 if none is known to. */
static unsigned map_argument(const struct refusal *refusal)
{
	struct known known;

	for (unsigned reg = 1; reg <= 5; reg++)
		if (path_known(&refusal->path, refusal->step, reg, &known) &&
		    strcmp(known.type, "map_ptr") == 0)
			return reg;
	return 1;
}

static bool put_map(const struct refusal *refusal, struct buf *out)
{
	const struct insn *insn = path_insn(&refusal->path, refusal->step);
	struct known known = {0};
	const char *map = NULL;

	if (insn && is_memory(insn))
		map = path_map(&refusal->path, refusal->step, base_register(insn), &known);
	else if (insn && insn->opcode == OP_CALL)
		map = path_map(&refusal->path, refusal->step, map_argument(refusal), &known);
	else if (insn)
		map = path_map(&refusal->path, refusal->step, insn->dst, &known);
	if (map)
		buf_printf(out, "'%s'", map);
	return map;
}

static bool put_call(const struct refusal *refusal, size_t step, struct buf *out)
{
	const char *call = step == NO_STEP ? NULL : step_call(refusal, step);

	if (call)
		buf_printf(out, "%.*s()", (int)strcspn(call, "# "), call);
	return call;
}

static bool put_bytes(const struct refusal *refusal, struct buf *out)
{
	static const unsigned sizes[] = {[SIZE_W] = 4, [SIZE_H] = 2, [SIZE_B] = 1, [SIZE_DW] = 8};
	const struct insn *insn = path_insn(&refusal->path, refusal->step);
	bool known = insn && is_memory(insn);

	if (known)
		buf_printf(out, "%u", sizes[insn_size(insn)]);
	return known;
}

static bool put_capture(const struct refusal *refusal, char digit, bool as_type, struct buf *out)
{
	int number = digit - '1';
	char type[64];

	if (number < 0 || number >= refusal->capture_count)
		return false;
	const struct capture *capture = &refusal->captures[number];
	snprintf(type, sizeof(type), "%.*s", (int)capture->length, capture->text);
	if (as_type)
		buf_printf(out, "%s", type_words(type));
	else
		buf_append(out, capture->text, capture->length);
	return true;
}

/* The largest and the smallest value are of use only if the verifier knows better than any number.
 */
static bool put_limit(const struct refusal *refusal, bool max, struct buf *out)
{
	const struct known *known = &refusal->known;

	if (!refusal->has_value || strcmp(known->type, "scalar") != 0)
		return false;
	if (max) {
		uint64_t most = known->has_max ? known->umax : UINT64_MAX;
		buf_printf(out, "%" PRIu64, most);
		return true;
	}
	if (known->has_min)
		buf_printf(out, "%" PRId64, known->smin);
	return known->has_min;
}

static bool put_fact(const struct refusal *refusal, const char *name, size_t length,
		     struct buf *out)
{
	if (length == 1)
		return put_capture(refusal, *name, false, out);
	if (length == 6 && text_starts_with(name, "type "))
		return put_capture(refusal, name[5], true, out);
	if (text_starts_with(name, "map}"))
		return put_map(refusal, out);
	if (text_starts_with(name, "max}") || text_starts_with(name, "min}"))
		return put_limit(refusal, name[1] == 'a', out);
	if (text_starts_with(name, "call}"))
		return put_call(refusal, refusal->step, out);
	if (text_starts_with(name, "made}"))
		return refusal->has_value && refusal->origin.kind == ORIGIN_CALL &&
		       put_call(refusal, refusal->origin.step, out);
	if (text_starts_with(name, "bytes}"))
		return put_bytes(refusal, out);
	if (text_starts_with(name, "is}")) {
		bool known = refusal->has_value && *refusal->known.type;
		if (known)
			buf_printf(out, "%s", type_words(refusal->known.type));
		return known;
	}
	if (text_starts_with(name, "share}") || text_starts_with(name, "steps}")) {
		if (refusal->share)
			buf_printf(out, "%zu",
				   name[1] == 'h' ? (size_t)refusal->share
						  : refusal->path.log->step_count);
		return refusal->share;
	}
	return false;
}

void refusal_fill(const struct refusal *refusal, const char *text, struct buf *out)
{
	size_t start = 0; /* of the part in brackets */
	bool known = true;

	for (; *text; text++) {
		if (*text == '[') {
			start = out->size;
			known = true;
		} else if (*text == ']') {
			if (!known)
				out->size = start;
			/* The subject of a sentence has to be named somehow. */
			if (!known && !start)
				buf_printf(out, "the call ");
			known = true;
		} else if (*text == '{') {
			size_t length = strcspn(text + 1, "}");
			known &= put_fact(refusal, text + 1, length, out);
			text += length + 1;
		} else {
			buf_append_byte(out, *text);
		}
	}
	buf_append(out, "", 0);
}
