/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The command line: a word a line, and behind an empty line a file that the words call FILE. */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "cli/options.h"
#include "fuzz.h"

#define MAX_WORDS 64

/* FILE becomes the path; paths of the real file system stay out. */
static char *make_word(const char *line, int fd)
{
	const char *file = strstr(line, "FILE");
	if (strchr(line, '/'))
		return xstrdup("x");
	if (!file)
		return xstrdup(line);
	return xasprintf("%.*s/proc/self/fd/%d%s", (int)(file - line), line, fd, file + 4);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	char *text = xstrndup((const char *)bytes, size);
	char *rest = strstr(text, "\n\n");
	if (rest) {
		*rest = '\0';
		rest += 2;
	}
	int fd = file_of((const uint8_t *)(rest ? rest : ""), rest ? strlen(rest) : 0);

	char *argv[MAX_WORDS + 2] = {xstrdup("bpf-shim")};
	int argc = 1;
	char *lines = text, *line;
	while (argc <= MAX_WORDS && (line = strsep(&lines, "\n")))
		argv[argc++] = make_word(line, fd);

	start();
	struct options opts;
	options_read(&opts, argc, argv);
	options_check(&opts);
	options_release(&opts);

	for (int i = 0; i < argc; i++)
		free(argv[i]);
	free(text);
	close(fd);
	return 0;
}
