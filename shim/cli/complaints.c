/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Stores command line errors and warnings until options_check() reports them. */
#include "cli/complaints.h"

#include <stdarg.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/names.h"

void options_complain(struct options *opts, const char *help, const char *fmt, ...)
{
	struct buf text = {0};
	va_list args;
	va_start(args, fmt);
	buf_vprintf(&text, fmt, args);
	va_end(args);
	opts->complaints = xreallocarray(opts->complaints, opts->complaint_count + 1,
					 sizeof(*opts->complaints));
	opts->complaints[opts->complaint_count++] =
		(struct complaint){.text = text.data, .help = help};
}

void options_warn(struct options *opts, const char *fmt, ...)
{
	struct buf text = {0};
	va_list args;
	va_start(args, fmt);
	buf_vprintf(&text, fmt, args);
	va_end(args);
	names_add(&opts->warnings, text.data, text.size);
	buf_release(&text);
}
