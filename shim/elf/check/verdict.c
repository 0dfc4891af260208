/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Judges findings against kernels. */
#include <stdlib.h>

#include "base/alloc.h"
#include "elf/check/rules.h"
#include "elf/code/program.h"
#include "kernel/version.h"

bool check_counts(const struct checker *checker, const struct finding *finding, unsigned kernel)
{
	const struct program *program = finding->program;

	if (finding->warning)
		return false;
	if (finding->since == 0)
		return true;
	return kernel && finding->since > kernel &&
	       (!program || checker->used[program - checker->programs.at]);
}

bool check_fits(const struct checker *checker, unsigned kernel)
{
	for (size_t i = 0; i < checker->finding_count; i++)
		if (check_counts(checker, &checker->findings[i], kernel))
			return false;
	return true;
}

/* Marks the functions that the first 'count' functions of the list reach, and frees the list. */
static bool *mark_reached(const struct checker *checker, const struct program **list, size_t count)
{
	const struct programs *programs = &checker->programs;
	bool *marks = xcalloc(programs->count, sizeof(*marks));

	count = programs_reach(programs, list, count);
	for (size_t i = 0; i < count; i++)
		marks[list[i] - programs->at] = true;
	free(list);
	return marks;
}

unsigned check_oldest(const struct checker *checker, const struct program *entry)
{
	const struct programs *programs = &checker->programs;
	const struct program **list = xcalloc(programs->count, sizeof(*list));
	unsigned oldest = KERNEL_OLDEST;

	list[0] = entry;
	bool *mine = mark_reached(checker, list, 1);
	for (size_t i = 0; i < checker->finding_count && oldest; i++) {
		const struct finding *finding = &checker->findings[i];
		if (finding->program && !mine[finding->program - programs->at])
			continue;
		if (finding->since == 0 || finding->since > oldest)
			oldest = finding->since;
	}
	free(mine);
	return oldest;
}

bool *check_mark_used(const struct checker *checker)
{
	const struct programs *programs = &checker->programs;
	const struct program **list = xcalloc(programs->count, sizeof(*list));
	size_t count = 0;

	for (size_t i = 0; i < programs->count; i++)
		if (program_is_entry(&programs->at[i]))
			list[count++] = &programs->at[i];
	return mark_reached(checker, list, count);
}
