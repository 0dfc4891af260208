/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* write_output PATH SIZE [SIGNAL]: output_write() of SIZE bytes; SIGNAL arrives after the temporary
 * file was made and before it is renamed. */
#include <dlfcn.h>
#include <signal.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/output.h"

int mkostemp(char *template, int flags);

static int signal_to_get;

/* Stands before libc's in the program, so that the moment of the signal is exact. */
int mkostemp(char *template, int flags)
{
	int (*real)(char *, int) = (int (*)(char *, int))dlsym(RTLD_NEXT, "mkostemp");
	int fd = real(template, flags);
	if (signal_to_get)
		raise(signal_to_get);
	return fd;
}

int main(int argc, char **argv)
{
	if (argc < 3)
		return 2;
	if (argc > 3)
		signal_to_get = atoi(argv[3]);

	signal(SIGXFSZ, SIG_IGN);
	struct buf bytes = {0};
	for (long i = atol(argv[2]); i > 0; i--)
		buf_append_byte(&bytes, 'x');
	int result = output_write(argv[1], &bytes, OUTPUT_OBJECT);
	buf_release(&bytes);
	return result < 0;
}
