/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The names of RedBPF's sections. */
#include "elf/image/redbpf.h"

#include <string.h>

#include "base/text.h"

/* Of these, libbpf and aya know some, too, with a '/' and without. */
static const char *const shared_kinds[] = {
	"kprobe", "kretprobe", "uprobe", "uretprobe", "tracepoint", "xdp", "sk_lookup", NULL,
};
static const char *const own_kinds[] = {
	"socketfilter", "streamparser", "streamverdict", "task_iter", "tc_action", NULL,
};

const char *layout_name(const struct image_section *section)
{
	const char *slash = strchr(section->name, '/');
	return slash ? slash + 1 : NULL;
}

static bool is_of_kinds(const struct image_section *section, const char *const *kinds)
{
	const char *name = layout_name(section);

	if (!name || !section_is_code(section))
		return false;
	size_t len = (size_t)(name - 1 - section->name);
	for (; *kinds; kinds++)
		if (strlen(*kinds) == len && strncmp(section->name, *kinds, len) == 0)
			return true;
	return false;
}

bool layout_is_program(const struct image_section *section)
{
	return is_of_kinds(section, own_kinds) || is_of_kinds(section, shared_kinds);
}

bool layout_is_redbpf(const struct image *image, enum loader_layout asked)
{
	bool has_program = false, has_map = false, has_others = false;

	if (asked == LAYOUT_REDBPF)
		return true;
	for (size_t i = 1; i < image->section_count; i++) {
		const struct image_section *section = &image->sections[i];
		if (is_of_kinds(section, own_kinds))
			return true;
		has_program |= layout_is_program(section);
		has_map |= text_starts_with(section->name, "maps/");
		/* RedBPF's macros make none; beside one of these, aya takes maps/NAME, too. */
		has_others |= strcmp(section->name, ".maps") == 0;
	}
	return has_program && has_map && !has_others;
}

bool layout_has_tc(const struct image *image)
{
	for (size_t i = 1; i < image->section_count; i++)
		if (text_starts_with(image->sections[i].name, "tc_action/"))
			return true;
	return false;
}

bool layout_is_data(const struct image_section *section)
{
	return !strchr(section->name, '/') &&
	       (strcmp(section->name, ".bss") == 0 || text_starts_with(section->name, ".data") ||
		text_starts_with(section->name, ".rodata"));
}
