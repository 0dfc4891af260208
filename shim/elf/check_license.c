/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The license, which loaders pass on from section 'license', and what depends on it. */
#include <string.h>

#include "elf/check_parts.h"

/* Those with .gpl_only in their struct bpf_func_proto (kernel/bpf/helpers.c,
 * kernel/trace/bpf_trace.c, net/core/filter.c, drivers/media/rc/bpf-lirc.c). */
static const unsigned char gpl_only[] = {
	4,   6,   22,  25,  27,  35,  36,  45,  55,  56,  58,  67,  69,  77,  78,
	92,  100, 110, 111, 112, 113, 114, 115, 119, 121, 126, 127, 150, 158, 163,
	165, 169, 170, 171, 172, 173, 175, 176, 177, 191, 204, 205, 206, 207,
};

/* For every license since Linux 5.8 ("bpf: Make bpf_ktime_get_ns() available to non GPL programs").
 */
#define KTIME_GET_NS 5

/* include/linux/license.h, license_is_gpl_compatible(). */
static bool is_gpl_compatible(const char *license)
{
	static const char *const known[] = {
		"GPL",          "GPL v2",       "GPL and additional rights",
		"Dual BSD/GPL", "Dual MIT/GPL", "Dual MPL/GPL"};
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (strcmp(license, known[i]) == 0)
			return true;
	return false;
}

/* The section when it holds anything, or NULL. */
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

/* Without a license, libbpf and cilium/ebpf say none to the kernel; aya says "GPL". */
static void found_unlicensed(struct checker *checker, const struct program *program, size_t insn,
			     const char *name)
{
	check_warned(
		checker, "gpl-only", program, insn,
		"calls bpf_%s, which is for programs under the GPL only, and there is no license",
		name);
	check_help(checker, "add #[link_section = \"license\"] #[no_mangle] "
			    "static LICENSE: [u8; 4] = *b\"GPL\\0\"");
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
	bool for_gpl = helper <= UINT8_MAX && memchr(gpl_only, (int)helper, sizeof(gpl_only));

	if (!for_gpl && helper != KTIME_GET_NS)
		return;
	const char *name = check_helper_name(helper);
	if (!license && for_gpl)
		found_unlicensed(checker, program, insn, name ? name : "?");
	else if (license && is_text(license) && !is_gpl_compatible((const char *)license->data))
		found_incompatible(checker, program, insn, for_gpl ? 0 : KERNEL(5, 8),
				   name ? name : "?", (const char *)license->data);
}
