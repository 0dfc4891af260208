/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Derives a profile from the options. */
#include "cli/profile_select.h"

#include <limits.h>

#include "base/diag.h"
#include "kernel/version.h"

struct profile profile_select(const struct options *opts)
{
	const struct profile oldest = profile_oldest();
	struct profile profile = profile_for_kernel(opts->kernel ? opts->kernel : UINT_MAX);

	profile.unrolling = !profile.loops || opts->unroll_loops ? UNROLL_ALL
			    : opts->compat_bpf_linker            ? UNROLL_BY_LLVM
								 : UNROLL_SOME;
	if (!opts->kernel) {
		profile.kernel = profile.asked = 0;
		/* Every maintained kernel has v2. bpf-linker's "generic" is v1. */
		profile.cpu = opts->compat_bpf_linker ? "v1" : oldest.cpu;
	}
	if (opts->cpu)
		profile.cpu = opts->cpu;
	profile.layout = opts->layout;
	profile.cpu_chosen = opts->cpu || opts->kernel;
	return profile;
}

static int check_globals(const struct profile *profile, const struct options *opts)
{
	if (profile->global_functions || !opts->global_names.count)
		return 0;
	unsigned since = PROFILE_SINCE(global_functions, 1);
	diag_error("'--global' needs Linux %u.%u or later", KERNEL_MAJOR(since),
		   KERNEL_MINOR(since));
	diag_help("leave it out, or raise --kernel");
	return -1;
}

int profile_check(const struct profile *profile, const struct options *opts)
{
	bool named = opts->subprogram_names.count;
	if (profile->calls || (!named && opts->subprograms != SUBPROGRAMS_ASKED))
		return check_globals(profile, opts);
	unsigned since = PROFILE_SINCE(calls, 1);
	diag_error("'--subprogram%s' needs Linux %u.%u or later", named ? "" : "s",
		   KERNEL_MAJOR(since), KERNEL_MINOR(since));
	diag_help("leave it out, or raise --kernel");
	return -1;
}
