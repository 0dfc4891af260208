/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Allocation that never returns NULL. A linker without memory can only report that and exit. The
 * x*() functions do so, with EXITCODE_SYSTEM. The caller frees what they return with free().
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
/* Installs the function that alloc_failed() calls, once, to report and to end the process. If the
 * handler returns or runs out of memory itself, a fixed line goes to stderr. */
void alloc_set_failure_handler(void (*handler)(void));

#endif
