/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Types of maps by their numbers (enum bpf_map_type, uapi/linux/bpf.h). */
#ifndef SHIM_KERNEL_MAP_TYPES_H
#define SHIM_KERNEL_MAP_TYPES_H

/* The name, for messages: "hash"; a type that is newer than this program is "new". */
const char *map_type_name(unsigned type);

#endif
