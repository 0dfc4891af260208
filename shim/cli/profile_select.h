/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Derives a profile from the options. */
#ifndef SHIM_CLI_PROFILE_SELECT_H
#define SHIM_CLI_PROFILE_SELECT_H

#include "cli/options.h"
#include "kernel/profile.h"

/* Returns the profile that the options ask for. */
struct profile profile_select(const struct options *opts);

/* Reports options that the profile's kernel does not support. Returns 0 or -1. */
int profile_check(const struct profile *profile, const struct options *opts);

#endif
