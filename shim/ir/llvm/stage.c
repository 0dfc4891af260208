/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Passes on what the worker process tells. */
#include "ir/llvm/stage.h"

#include <stdio.h>
#include <unistd.h>

static const struct stage_sink *sink;
/* The program's own stage; "": LLVM's is at hand. */
static char own[64];

void stage_set_sink(const struct stage_sink *new_sink)
{
	sink = new_sink;
}

static void enter(const char *who, const char *stage, const char *input)
{
	if (sink)
		sink->enter(who, stage, input);
}

void stage_enter(const char *stage, const char *input)
{
	own[0] = '\0';
	enter("LLVM", stage, input);
}

void stage_ours(const char *stage)
{
	snprintf(own, sizeof(own), "%s", stage);
	stage_take_back();
}

void stage_lend(void)
{
	if (own[0])
		enter("LLVM", own, NULL);
}

void stage_take_back(void)
{
	if (own[0])
		enter(STAGE_OURSELVES, own, NULL);
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
