/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Allocation that ends the process instead of failing. */
#include "base/alloc.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/exitcode.h"

static void (*on_failure)(void);

void alloc_set_failure_handler(void (*handler)(void))
{
	on_failure = handler;
}

noreturn void alloc_failed(void)
{
	static const char text[] = "bpf-shim: error: cannot allocate memory\n";
	void (*handler)(void) = on_failure;

	/* The handler may allocate and run out of memory again: call it only once. */
	on_failure = NULL;
	if (handler)
		handler();
	ssize_t ignored = write(STDERR_FILENO, text, sizeof(text) - 1);
	(void)ignored;
	_exit(EXITCODE_SYSTEM);
}

void *xcalloc(size_t count, size_t size)
{
	void *p = calloc(count ? count : 1, size ? size : 1);
	if (!p)
		alloc_failed();
	return p;
}

void *xreallocarray(void *old, size_t count, size_t size)
{
	void *p = reallocarray(old, count ? count : 1, size ? size : 1);
	if (!p)
		alloc_failed();
	return p;
}

char *xstrdup(const char *text)
{
	return xstrndup(text, strlen(text));
}

char *xstrndup(const char *text, size_t len)
{
	char *copy = strndup(text, len);
	if (!copy)
		alloc_failed();
	return copy;
}

char *xasprintf(const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	char *text;
	if (vasprintf(&text, fmt, args) < 0)
		alloc_failed();
	va_end(args);
	return text;
}
