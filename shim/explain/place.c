/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Lays programs out as loaders do, and compares them with a log. */
#include "explain/place.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "elf/btf/calls.h"
#include "elf/btf/changes.h"
#include "elf/code/opcode.h"
#include "explain/agree.h"

int subject_read(struct subject *subject, const char *name, const struct buf *object)
{
	*subject = (struct subject){0};
	if (programs_read(&subject->programs, name, object->data, object->size) < 0)
		return -1;
	for (size_t i = 0; i < subject->programs.image->section_count; i++)
		subject->programs.image->sections[i].keep = true;
	if (btf_read(&subject->btf, subject->programs.image) < 0)
		return -1;
	lines_take(&subject->lines, subject->programs.image, &subject->btf);
	changes_read(subject->programs.image, &subject->lines);
	calls_read(subject->programs.image, &subject->lines);
	return 0;
}

void subject_release(struct subject *subject)
{
	lines_release(&subject->lines);
	btf_release(&subject->btf);
	programs_release(&subject->programs);
}

static void add_function(struct layout *layout, const struct program *function)
{
	layout->spots = xreallocarray(layout->spots, layout->count + function->insn_count,
				      sizeof(*layout->spots));
	for (size_t i = 0; i < function->insn_count; i++)
		layout->spots[layout->count++] = (struct spot){function, i};
}

static bool has_function(const struct layout *layout, const struct program *function)
{
	for (size_t i = 0; i < layout->count; i += layout->spots[i].function->insn_count)
		if (layout->spots[i].function == function)
			return true;
	return false;
}

/* libbpf and aya put what a function calls behind all that is there, and go on in that; cilium/ebpf
 * takes the callees of one function before those of the next. */
static void lay_out(struct layout *layout, const struct programs *programs,
		    const struct program *entry, bool deep)
{
	/* Where each function was left: at most all functions are on the stack. */
	struct spot *stack = xcalloc(programs->count + 1, sizeof(*stack));
	size_t depth = 0, first = 0;

	add_function(layout, entry);
	stack[depth++] = (struct spot){entry, 0};
	while (first < depth) {
		struct spot *at = &stack[deep ? depth - 1 : first];
		if (at->insn >= at->function->insn_count) {
			if (deep)
				depth--;
			else
				first++;
			continue;
		}
		size_t insn = at->insn++;
		if (!program_leads_to_function(programs, at->function, insn))
			continue;
		const struct program *callee = program_callee(programs, at->function, insn);
		if (!callee || has_function(layout, callee))
			continue;
		add_function(layout, callee);
		stack[depth++] = (struct spot){callee, 0};
	}
	free(stack);
}

void layout_release(struct layout *layout)
{
	free(layout->spots);
	*layout = (struct layout){0};
}

const struct insn *layout_insn(const struct layout *layout, uint32_t insn)
{
	if (!layout->entry || insn >= layout->count)
		return NULL;
	return &layout->spots[insn].function->insns[layout->spots[insn].insn];
}

/* By the kernel's types. */
static bool is_relocated(const struct subject *subject, struct spot spot)
{
	const struct btf_ext_info *relos = &subject->btf.core_relos;
	uint64_t offset = spot.function->offset + spot.insn * INSN_SIZE;

	for (size_t i = 0; i < relos->count; i++)
		if (relos->at[i].section == spot.function->section_index &&
		    relos->at[i].offset == offset)
			return true;
	return false;
}

/* Relocations change immediates and offsets. */
static bool is_moved(const struct subject *subject, struct spot spot)
{
	return program_reloc(spot.function, spot.insn) || is_relocated(subject, spot);
}

static bool all_agree(const struct layout *layout, const struct subject *subject,
		      const struct log *log)
{
	for (size_t i = 0; i < log->step_count; i++) {
		const struct step *step = &log->steps[i];
		const struct insn *insn = layout_insn(layout, step->insn);
		if (!insn)
			return false;
		if (step->poisoned && is_relocated(subject, layout->spots[step->insn]))
			continue;
		/* Long logs walk the same instructions over and over. */
		if (insn_agrees(insn, false, step->opcode, step->text))
			continue;
		if (!is_moved(subject, layout->spots[step->insn]) ||
		    !insn_agrees(insn, true, step->opcode, step->text))
			return false;
	}
	return true;
}

/* The kernel knows 15 bytes of a name. */
static bool is_named(const struct program *entry, const char *named)
{
	return named && (strcmp(entry->name, named) == 0 ||
			 (strlen(named) == 15 && text_starts_with(entry->name, named)));
}

static bool try_entry(struct layout *found, const struct subject *subject, const struct log *log,
		      const struct program *entry)
{
	for (int deep = 1; deep >= 0; deep--) {
		struct layout layout = {.entry = entry};
		lay_out(&layout, &subject->programs, entry, deep);
		if (all_agree(&layout, subject, log)) {
			layout_release(found);
			*found = layout;
			return true;
		}
		layout_release(&layout);
	}
	return false;
}

void layout_find(struct layout *layout, const struct subject *subject, const struct log *log,
		 const char *named)
{
	size_t fits = 0;

	*layout = (struct layout){0};
	for (size_t i = 0; i < subject->programs.count; i++) {
		const struct program *entry = &subject->programs.at[i];
		if (!program_is_entry(entry) || !try_entry(layout, subject, log, entry))
			continue;
		if (is_named(entry, named))
			return;
		fits++;
	}
	/* One of several equal programs is refused: none can be told from the other. */
	if (fits > 1) {
		layout_release(layout);
		layout->ambiguous = true;
	}
}

bool path_is_foreign(const char *path)
{
	static const char *const parts[] = {
		"/rustc/",         "library/core/",      "library/alloc/", "/registry/",
		"/git/checkouts/", "compiler-builtins/", "rust/library/",  "target-spec/btf/src/"};

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (strstr(path, parts[i]))
			return true;
	return false;
}

/* The text that the compiler kept of a line, from BTF. */
static const char *line_text(const struct subject *subject, const struct line *line)
{
	const struct btf_ext_info *info = &subject->btf.line_info;

	for (size_t i = 0; i < info->count; i++) {
		const struct btf_ext_record *record = &info->at[i];
		const char *section = subject->programs.image->sections[record->section].name;
		if (record->offset == line->offset && strcmp(section, line->section) == 0)
			return subject->btf.strings.data + record->line.line_off;
	}
	return NULL;
}

struct diag_where spot_where(const struct subject *subject, struct spot spot, const char **text)
{
	const struct program *function = spot.function;
	struct diag_where where = {.function = function->name};
	uint64_t offset = function->offset + spot.insn * INSN_SIZE;
	const struct line *line = lines_find(&subject->lines, function->section, (uint32_t)offset);

	*text = NULL;
	/* In a function without lines, it may be one of the function before it. */
	if (!line || line->offset < function->offset)
		return where;
	where.file = line->file;
	where.line = line->line;
	where.column = line->column;
	*text = line_text(subject, line);
	return where;
}

const char *spot_symbol(const struct subject *subject, struct spot spot)
{
	const struct program *function = spot.function;
	const struct reloc *reloc = program_reloc(function, spot.insn);

	(void)subject;
	if (!reloc)
		return NULL;
	return *reloc->symbol ? reloc->symbol : reloc->section;
}
