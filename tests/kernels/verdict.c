/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What this kernel says of each program of some objects, each loaded alone with libbpf:
 *
 *     load OBJECT PROGRAM ok
 *     load OBJECT PROGRAM refused REASON        the last lines of the verifier's log, with '|'
 *                                               between them, or what libbpf said
 *
 * OBJECT is the name of the file without its folder. A program whose section tells libbpf no kind
 * is loaded as XDP. Exit status: 0; 77 this process may not load BPF.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "each.h"

enum {
	LOG_LINES = 3,
};

static char said[1024]; /* libbpf's last warning */

static int keep_warning(enum libbpf_print_level level, const char *fmt, va_list args)
{
	char text[sizeof(said)];

	if (level != LIBBPF_WARN)
		return 0;
	vsnprintf(text, sizeof(text), fmt, args);
	/* The last one before the summary tells most. */
	if (!strstr(text, "failed to load") && !strstr(text, "-- BEGIN") && !strstr(text, "-- END"))
		memcpy(said, text, sizeof(said));
	return 0;
}

/* On one line, less the statistics at the end. */
static void print_reason(int error)
{
	char *lines[LOG_LINES];
	size_t count = 0;
	char *text = *each_log ? each_log : said, *rest = NULL;

	for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		if (each_is_statistics(line))
			continue;
		if (count == LOG_LINES)
			memmove(lines, lines + 1, (LOG_LINES - 1) * sizeof(*lines));
		else
			count++;
		lines[count - 1] = line;
	}
	printf("refused %s:", strerror(error));
	for (size_t i = 0; i < count; i++)
		printf("%s%s", i ? " | " : " ", lines[i]);
	putchar('\n');
}

static void tell(const char *file, const char *program, int error)
{
	printf("load %s %s ", file, program);
	if (error)
		print_reason(error);
	else
		puts("ok");
	*said = '\0';
}

static void tell_not_opened(const char *file, int error)
{
	tell(file, "*", error);
}

int main(int argc, char **argv)
{
	const struct each each = {
		.print = keep_warning, .loaded = tell, .not_opened = tell_not_opened};

	(void)argc;
	return each_load(argv + 1, &each);
}
