/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What is known of helpers by their numbers (enum bpf_func_id, uapi/linux/bpf.h). */
#ifndef SHIM_KERNEL_HELPERS_H
#define SHIM_KERNEL_HELPERS_H

#include <stdbool.h>

/* The name without bpf_, as far as the headers of the build machine know it, or NULL. */
const char *helper_name(unsigned id);

/* probe_read_user, probe_read_kernel and their _str: loaders take the older probe_read and
 * probe_read_str where a kernel lacks them (libbpf, bpf_object__sanitize_prog; aya-obj and
 * cilium/ebpf likewise). */
bool helper_has_older_form(unsigned id);

/* The first kernel where programs under any license may call it; 0: only those under the GPL may.
 */
unsigned helper_free_since(unsigned id);

/* Does the kernel take the license for one that is compatible with the GPL
 * (include/linux/license.h, license_is_gpl_compatible())? */
bool license_is_gpl_compatible(const char *license);

/* Helpers that change no memory which the program can read through a pointer that it holds. */
bool helper_keeps_memory(unsigned long long id);

#endif
