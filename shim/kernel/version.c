/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Parses Linux versions. */
#include "kernel/version.h"

#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>

static unsigned read_version(const char *text)
{
	static const char digits[] = "0123456789";
	size_t major_len = strspn(text, digits);
	if (!major_len || major_len > 3 || text[major_len] != '.')
		return 0;
	const char *end = text + major_len + 1;
	size_t minor_len = strspn(end, digits);
	end += minor_len;
	if (!minor_len || minor_len > 3 || (*end && *end != '.' && *end != '-'))
		return 0;

	unsigned major, minor;
	if (sscanf(text, "%u.%u", &major, &minor) != 2 || minor > 255)
		return 0;
	return KERNEL(major, minor);
}

unsigned kernel_parse(const char *text)
{
	struct utsname running;

	if (strcmp(text, "running") != 0)
		return read_version(text);
	return uname(&running) == 0 ? read_version(running.release) : 0;
}
