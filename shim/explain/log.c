/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Sorts the lines of a text into steps, states and remarks. */
#include "explain/log.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"

/* The helper that loaders call instead: 0xbad2310. */
#define POISON "unknown#195896080"

/* What is known between two lines. */
struct reader {
	struct logs *logs;
	struct log *log;    /* the one that lines belong to */
	const char *before; /* of the next step */
	bool branch;
	uint32_t from;
};

static struct log *add_log(struct reader *reader)
{
	struct logs *logs = reader->logs;

	logs->at = xreallocarray(logs->at, logs->count + 1, sizeof(*logs->at));
	reader->log = &logs->at[logs->count++];
	*reader->log = (struct log){0};
	reader->before = NULL;
	reader->branch = false;
	return reader->log;
}

static void add_remark(struct log *log, const char *text)
{
	if (log->remark_count == log->remark_room) {
		log->remark_room = log->remark_room ? log->remark_room * 2 : 64;
		log->remarks = xreallocarray(log->remarks, log->remark_room, sizeof(*log->remarks));
	}
	log->remarks[log->remark_count++] = (struct remark){.text = text, .steps = log->step_count};
}

static struct step *add_step(struct log *log)
{
	if (log->step_count == log->step_room) {
		log->step_room = log->step_room ? log->step_room * 2 : 256;
		log->steps = xreallocarray(log->steps, log->step_room, sizeof(*log->steps));
	}
	struct step *step = &log->steps[log->step_count++];
	*step = (struct step){0};
	return step;
}

/* Reads a decimal number; one that is too large is the largest. Returns what follows it, or NULL.
 */
static const char *read_number(const char *text, uint32_t *number)
{
	const char *start = text;
	uint64_t value = 0;

	for (; isdigit((unsigned char)*text); text++)
		value = value > UINT32_MAX ? value : value * 10 + (uint64_t)(*text - '0');
	*number = value > UINT32_MAX ? UINT32_MAX : (uint32_t)value;
	return text > start ? text : NULL;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "12: (bf) r6 = r1": returns the disassembly, or NULL. */
static char *read_insn(char *text, uint32_t *insn, uint8_t *opcode)
{
	const char *at = read_number(text, insn);

	if (!at || strncmp(at, ": (", 3) != 0)
		return NULL;
	int high = hex_digit(at[3]), low = high < 0 ? -1 : hex_digit(at[4]);
	if (low < 0 || at[5] != ')' || at[6] != ' ')
		return NULL;
	*opcode = (uint8_t)(high << 4 | low);
	return text + (at - text) + 7;
}

/* "R1=ctx() R10=fp0", as also "R1_w=inv(id=0)" and, of frames behind the first, "frame1: R1=...".
 */
static bool is_state(const char *text)
{
	uint32_t number;

	if (text_starts_with(text, "frame")) {
		const char *colon = strchr(text, ':');
		return colon && colon[1] == ' ' && is_state(colon + 2);
	}
	const char *at = *text == 'R' ? read_number(text + 1, &number) : NULL;
	if (at && *at == '_')
		at += 1 + strspn(at + 1, "rwdD");
	return at && (*at == '=' || strncmp(at, "=", 1) == 0);
}

/* The comment behind a disassembly, and "12: R0=..." of the jump's target on the same line. */
static const char *split_state(struct reader *reader, char *text)
{
	for (char *at = text; (at = strchr(at, ' ')); at++) {
		uint32_t number;
		const char *behind = read_number(at + 1, &number);
		if (at[1] == ';' && at[2] == ' ') {
			*at = '\0';
			return is_state(at + 3) ? at + 3 : NULL;
		}
		if (behind && strncmp(behind, ": ", 2) == 0 && is_state(behind + 2)) {
			*at = '\0';
			reader->before = behind + 2;
			return NULL;
		}
	}
	return NULL;
}

/* A program has one log. What follows its end, or walks into instruction 0 from nowhere, is the
 * next one's. */
static bool begins_log(const struct reader *reader, uint32_t insn)
{
	const struct log *log = reader->log;

	return log->finished || (log->step_count && insn == 0 && !reader->branch &&
				 reader->before && log->steps[log->step_count - 1].insn != 0 &&
				 log->steps[log->step_count - 1].opcode == 0x95);
}

static void take_step(struct reader *reader, uint32_t insn, uint8_t opcode, char *text)
{
	if (begins_log(reader, insn)) {
		const char *before = reader->before;
		add_log(reader);
		reader->before = before;
	}
	struct step *step = add_step(reader->log);
	*step = (struct step){.insn = insn,
			      .opcode = opcode,
			      .text = text,
			      .before = reader->before,
			      .branch = reader->branch,
			      .from = reader->from};
	reader->before = NULL;
	reader->branch = false;
	step->poisoned = !*text || strstr(text, POISON);
	step->after = split_state(reader, text);
}

/* "from 9 to 12: R0=..." and "from 9 to 12: safe". */
static bool take_branch(struct reader *reader, const char *text)
{
	uint32_t from, to;
	const char *at = text_starts_with(text, "from ") ? read_number(text + 5, &from) : NULL;

	at = at && text_starts_with(at, " to ") ? read_number(at + 4, &to) : NULL;
	if (!at)
		return false;
	reader->branch = true;
	reader->from = from;
	at = strstr(at, ": ");
	if (at && is_state(at + 2))
		reader->before = at + 2;
	return true;
}

/* "12: R0=..." of level 2, "12: safe", or a bare state. */
static bool take_state(struct reader *reader, const char *text)
{
	uint32_t number;
	const char *at = read_number(text, &number);

	if (at && strcmp(at, ": safe") == 0)
		return true;
	if (at && strncmp(at, ": ", 2) == 0)
		text = at + 2;
	if (!is_state(text))
		return false;
	if (reader->log->finished)
		add_log(reader);
	/* Register names begin messages as well: "R2 max value is outside" has no '='. */
	reader->before = text;
	return true;
}

/* "12: <invalid CO-RE relocation>", as libbpf writes instead of the call of a helper that there is
 * not, which it has put where no relocation fits. */
static bool take_poison(struct reader *reader, const char *text)
{
	uint32_t insn;
	const char *at = read_number(text, &insn);

	if (!at || !text_starts_with(at, ": <invalid CO-RE relocation>"))
		return false;
	take_step(reader, insn, 0, strchr(reader->logs->text, '\0'));
	return true;
}

static uint64_t figure(const char *text, const char *name)
{
	const char *at = strstr(text, name);
	return at ? strtoull(at + strlen(name), NULL, 10) : 0;
}

static bool take_figures(struct log *log, const char *text)
{
	if (text_starts_with(text, "verification time ")) {
		log->microseconds = figure(text, "verification time ");
		return true;
	}
	/* "processed 13 insns (limit 1000000) ..."; before 5.2 "processed 13 insns, stack depth 8".
	 */
	if (!text_starts_with(text, "processed ") || !strstr(text, " insns"))
		return false;
	log->processed = figure(text, "processed ");
	log->states = figure(text, "total_states ");
	log->peak_states = figure(text, "peak_states ");
	log->finished = true;
	return true;
}

/* A row of level 2's list of live registers: "12: 01..4..... (61) r2 = ...". */
static bool is_live_row(const char *text)
{
	uint32_t insn;
	const char *at = read_number(text, &insn);

	if (!at || strncmp(at, ": ", 2) != 0)
		return false;
	size_t length = strspn(at + 2, ".0123456789");
	return length > 8 && strncmp(at + 2 + length, " (", 2) == 0;
}

/* An instruction of which a cut log has only the beginning: "12: (bf". */
static bool is_cut_insn(const char *text)
{
	uint32_t insn;
	const char *at = read_number(text, &insn);

	return at && strncmp(at, ": (", 3) == 0 && strlen(at) <= strlen(": (bf)");
}

/* What the verifier tells of its own work. */
static bool is_noise(const char *text)
{
	static const char *const starts[] = {
		";",
		"mark_precise:",
		"last_idx ",
		"regs=",
		"parent ",
		"propagating ",
		"stack depth ",
		"stack=",
		"Live regs",
		"safe",
		"hit backtrack",
		"update_ref",
		"REG INVARIANTS",
		"-- END",
		"-- BEGIN",
		"---",
	};

	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++)
		if (text_starts_with(text, starts[i]))
			return true;
	return !*text || is_live_row(text) || is_cut_insn(text) ||
	       (text_starts_with(text, "func#") && strchr(text, '@'));
}

/* Where an instruction begins that other words stand before, as those of a system's log; else NULL.
 */
static char *find_insn(char *text)
{
	uint32_t insn;
	uint8_t opcode;

	/* The verifier's own steps back, and the summary of cilium/ebpf. */
	if (strstr(text, "before ") || strstr(text, "idx") || strstr(text, "line(s) omitted)"))
		return NULL;
	for (char *at = text; (at = strchr(at, ' ')); at++)
		if (read_insn(at + 1, &insn, &opcode))
			return at + 1;
	return NULL;
}

/* Keeps a string as long as the logs. */
static void add_piece(struct logs *logs, char *piece)
{
	logs->pieces = xreallocarray(logs->pieces, logs->piece_count + 1, sizeof(*logs->pieces));
	logs->pieces[logs->piece_count++] = piece;
}

static void take_line(struct reader *reader, char *text)
{
	uint32_t insn;
	uint8_t opcode;
	char *disassembly = read_insn(text, &insn, &opcode);
	char *figures = strstr(text, "processed ");

	/* A message of the kernel's that lacks its newline. */
	if (figures && figures > text && figures[-1] != ' ' && strstr(figures, " insns")) {
		char *before = xstrndup(text, (size_t)(figures - text));
		add_piece(reader->logs, before);
		take_line(reader, before);
		text = figures;
		disassembly = NULL;
	}
	if (is_noise(text))
		return;
	char *inside = disassembly ? NULL : find_insn(text);
	if (inside)
		disassembly = read_insn(inside, &insn, &opcode);
	if (disassembly)
		take_step(reader, insn, opcode, disassembly);
	else if (!take_poison(reader, text) && !take_branch(reader, text) &&
		 !take_state(reader, text) && !take_figures(reader->log, text))
		add_remark(reader->log, text);
}

/* Turns "\n" and "\t" of a string that was printed as a literal into what they stand for. */
static void unescape(char *text)
{
	char *to = text;

	if (strchr(text, '\n') != strrchr(text, '\n') && !strstr(text, "\\n0: ") &&
	    !strstr(text, "\\nprocessed "))
		return;
	for (const char *from = text; *from; from++) {
		if (*from == '\\' && (from[1] == 'n' || from[1] == 't'))
			*to++ = *++from == 'n' ? '\n' : '\t';
		else if (*from == '\\' && (from[1] == '"' || from[1] == '\''))
			*to++ = *++from;
		else
			*to++ = *from;
	}
	*to = '\0';
}

static char *trim(char *line)
{
	size_t length;

	line += strspn(line, " \t|");
	for (length = strlen(line); length && isspace((unsigned char)line[length - 1]); length--)
		line[length - 1] = '\0';
	return line;
}

void logs_read(struct logs *logs, const struct buf *text)
{
	struct reader reader = {.logs = logs};

	*logs = (struct logs){.text = xcalloc(text->size + 1, 1)};
	/* A NUL would hide the rest. */
	for (size_t i = 0; i < text->size; i++)
		logs->text[i] = text->data[i] ? text->data[i] : ' ';
	unescape(logs->text);
	add_log(&reader);
	char *rest = logs->text, *line;
	while ((line = strsep(&rest, "\n")))
		take_line(&reader, trim(line));
}

void logs_release(struct logs *logs)
{
	for (size_t i = 0; i < logs->count; i++) {
		free(logs->at[i].steps);
		free(logs->at[i].remarks);
	}
	for (size_t i = 0; i < logs->piece_count; i++)
		free(logs->pieces[i]);
	free(logs->pieces);
	free(logs->at);
	free(logs->text);
	*logs = (struct logs){0};
}
