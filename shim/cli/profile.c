/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The numbers of a profile, each with its source. */
#include "cli/profile.h"

struct profile profile_select(const struct options *opts)
{
	return (struct profile){
		/* Kernel 4.14 (uapi/linux/bpf.h: BPF_JLT and its kin), older than any kernel that
		 * is still maintained. */
		.cpu = opts->cpu ? opts->cpu : "v2",
		.cpu_chosen = opts->cpu,
		/* BPF_COMPLEXITY_LIMIT_INSNS since kernel 5.2 (linux/bpf.h): the longest program a
		 * privileged user may load. */
		.max_insns = 1000000,
		/* BPF_MAXINSNS (uapi/linux/bpf_common.h), the longest program before kernel 5.2. */
		.unroll_insns = 4096,
		/* MAX_BPF_STACK (linux/filter.h). */
		.max_stack = 512,
		/* MAX_USED_MAPS (linux/bpf_verifier.h). */
		.max_maps = 64,
	};
}
