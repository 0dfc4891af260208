/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The profile that the options ask for. */
#ifndef SHIM_CLI_PROFILE_SELECT_H
#define SHIM_CLI_PROFILE_SELECT_H

#include "cli/options.h"
#include "kernel/profile.h"

/* The profile for these options. */
struct profile profile_select(const struct options *opts);

/* Reports options that the profile's kernel has no room for; 0 or -1. */
int profile_check(const struct profile *profile, const struct options *opts);

#endif
