/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Passes on what the worker process tells. */
#include "ir/llvm/stage.h"

#include <unistd.h>

static const struct stage_sink *sink;

void stage_set_sink(const struct stage_sink *new_sink)
{
	sink = new_sink;
}

void stage_enter(const char *stage, const char *input)
{
	if (sink)
		sink->enter("LLVM", stage, input);
}

void stage_name_library(const char *path)
{
	if (sink)
		sink->library(path);
}

noreturn void stage_exit(int status)
{
	if (sink)
		sink->end(status);
	_exit(status);
}
