/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Allocation that does not fail. A linker that is out of memory has nothing better to do than to
 * say so and exit: x*() do that, with EXITCODE_SYSTEM. What they return is freed with free().
 */
#ifndef SHIM_BASE_ALLOC_H
#define SHIM_BASE_ALLOC_H

#include <stddef.h>
#include <stdnoreturn.h>

#include "base/text.h"

void *xcalloc(size_t count, size_t size);
void *xreallocarray(void *old, size_t count, size_t size);
char *xstrdup(const char *text);
char *xstrndup(const char *text, size_t len);
char *xasprintf(const char *fmt, ...) PRINTF_LIKE(1, 2);

/* Reports that memory is exhausted and ends the process. */
noreturn void alloc_failed(void);
/* alloc_failed() calls the handler once, to report in the process's own way and to end it. When the
 * handler returns, or fails to allocate, a fixed line goes to stderr. */
void alloc_set_failure_handler(void (*handler)(void));

#endif
