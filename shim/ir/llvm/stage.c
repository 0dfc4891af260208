/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Passes on what the worker process tells. */
#include "ir/llvm/stage.h"

#include <stdio.h>
#include <unistd.h>

#include "base/buf.h"

static const struct stage_sink *sink;
/* The stage at hand, whose it is, and what it is at. */
static char stage[64];
static bool ours;
static struct diag_where at;
/* A function may go while it is worked on, and its name with it. */
static struct buf function_name;

void stage_set_sink(const struct stage_sink *new_sink)
{
	sink = new_sink;
}

static void tell(const char *who)
{
	if (sink)
		sink->enter(who, stage, &at);
}

static void enter(const char *name, const char *input, bool is_ours)
{
	snprintf(stage, sizeof(stage), "%s", name);
	ours = is_ours;
	at = (struct diag_where){.file = input};
	tell(ours ? STAGE_OURSELVES : STAGE_LLVM);
}

void stage_enter(const char *name, const char *input)
{
	enter(name, input, false);
}

void stage_ours(const char *name)
{
	enter(name, NULL, true);
}

void stage_at(const struct diag_where *function)
{
	at = function ? *function : (struct diag_where){0};
	if (at.function) {
		function_name.size = 0;
		buf_printf(&function_name, "%s", at.function);
		at.function = function_name.data;
	}
	tell(ours ? STAGE_OURSELVES : STAGE_LLVM);
}

void stage_lend(void)
{
	if (ours)
		tell("LLVM");
}

void stage_take_back(void)
{
	if (ours)
		tell(STAGE_OURSELVES);
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
