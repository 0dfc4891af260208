/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The license in section 'license', and helpers that depend on it. */
#include <string.h>

#include "elf/check/rules.h"
#include "elf/code/program.h"
#include "elf/image/image.h"
#include "elf/image/redbpf.h"
#include "kernel/helpers.h"
#include "kernel/profile.h"
#include "kernel/version.h"

/* Returns the section, or NULL if it is missing or empty. */
static const struct image_section *license_of(const struct checker *checker)
{
	const struct image *image = checker->programs.image;
	const struct image_section *license = &image->sections[image_find(image, "license")];
	return license->data ? license : NULL;
}

static bool is_text(const struct image_section *license)
{
	return license->size &&
	       memchr(license->data, 0, license->size) == license->data + license->size - 1;
}

void check_license(struct checker *checker)
{
	const struct image_section *license = license_of(checker);

	if (!license || is_text(license))
		return;
	check_found(checker, "license", NULL, NO_INSN,
		    "the text in section 'license' does not end in exactly one NUL");
	check_help(checker, "write it as a byte string of its exact length, as in "
			    "[u8; 4] = *b\"GPL\\0\"");
}

/* True for an object that aya loads: of its crates, or with maps in the section where it alone has
 * them still. */
static bool is_for_aya(const struct checker *checker)
{
	const struct image *image = checker->programs.image;
	return checker->layout == LAYOUT_AYA ||
	       (image_find(image, "maps") && !layout_is_redbpf(image, checker->layout));
}

/* Without a license, libbpf and cilium/ebpf pass none to the kernel, but aya passes "GPL". */
static void found_unlicensed(struct checker *checker, const struct program *program, size_t insn,
			     const char *name)
{
	if (is_for_aya(checker))
		return;
	check_warned(
		checker, "gpl-only", program, insn,
		"calls bpf_%s, which is for programs under the GPL only, and there is no license",
		name);
	check_help(checker, "add #[unsafe(link_section = \"license\")] "
			    "#[unsafe(no_mangle)] static LICENSE: [u8; 4] = *b\"GPL\\0\";");
}

static void found_incompatible(struct checker *checker, const struct program *program, size_t insn,
			       unsigned since, const char *name, const char *license)
{
	check_needs(
		checker, "gpl-only", program, insn, since,
		"calls bpf_%s, which is for programs under the GPL only, and the license is '%s'",
		name, license);
	check_help(checker, "leave the helper out, or choose a license as 'GPL' or 'Dual MIT/GPL'");
}

void check_gpl_only(struct checker *checker, const struct program *program, size_t insn,
		    unsigned helper)
{
	const struct image_section *license = license_of(checker);
	unsigned since = helper_free_since(helper);

	if (since == KERNEL_OLDEST)
		return;
	const char *name = helper_name(helper);
	if (!license && !since)
		found_unlicensed(checker, program, insn, name ? name : "?");
	else if (license && is_text(license) &&
		 !license_is_gpl_compatible((const char *)license->data))
		found_incompatible(checker, program, insn, since, name ? name : "?",
				   (const char *)license->data);
}
