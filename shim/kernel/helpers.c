/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Tables of helper functions. */
#include "kernel/helpers.h"

#include <linux/bpf.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "kernel/helper_table.h"
#include "kernel/version.h"

const char *helper_name(unsigned id)
{
	const struct helper *helper = helper_by_number(id);
	return helper ? helper->name : NULL;
}

bool helper_has_older_form(unsigned id)
{
	return id >= BPF_FUNC_probe_read_user && id <= BPF_FUNC_probe_read_kernel_str;
}

/* Helpers with .gpl_only in their struct bpf_func_proto (kernel/bpf/helpers.c,
 * kernel/trace/bpf_trace.c, net/core/filter.c, drivers/media/rc/bpf-lirc.c). */
static const unsigned char gpl_only[] = {
	4,   6,   22,  25,  27,  35,  36,  45,  55,  56,  58,  67,  69,  77,  78,
	92,  100, 110, 111, 112, 113, 114, 115, 119, 121, 126, 127, 150, 158, 163,
	165, 169, 170, 171, 172, 173, 175, 176, 177, 191, 204, 205, 206, 207,
};

unsigned helper_free_since(unsigned id)
{
	/* "bpf: Make bpf_ktime_get_ns() available to non GPL programs", in 5.8. */
	if (id == BPF_FUNC_ktime_get_ns)
		return KERNEL(5, 8);
	return id <= UINT8_MAX && memchr(gpl_only, (int)id, sizeof(gpl_only)) ? 0 : KERNEL_OLDEST;
}

bool license_is_gpl_compatible(const char *license)
{
	static const char *const known[] = {
		"GPL",          "GPL v2",       "GPL and additional rights",
		"Dual BSD/GPL", "Dual MIT/GPL", "Dual MPL/GPL"};
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (strcmp(license, known[i]) == 0)
			return true;
	return false;
}

static bool is_among(const unsigned *ids, size_t count, unsigned long long id)
{
	for (size_t i = 0; i < count; i++)
		if (ids[i] == id)
			return true;
	return false;
}

bool helper_keeps_memory(unsigned long long id)
{
	static const unsigned ids[] = {BPF_FUNC_map_lookup_elem,      BPF_FUNC_ktime_get_ns,
				       BPF_FUNC_trace_printk,         BPF_FUNC_get_prandom_u32,
				       BPF_FUNC_get_smp_processor_id, BPF_FUNC_get_current_pid_tgid,
				       BPF_FUNC_get_current_uid_gid,  BPF_FUNC_ktime_get_boot_ns};
	return is_among(ids, sizeof(ids) / sizeof(ids[0]), id);
}

bool helper_wants_bytes(unsigned long long id)
{
	static const unsigned ids[] = {BPF_FUNC_skb_store_bytes,  BPF_FUNC_skb_load_bytes,
				       BPF_FUNC_get_current_comm, BPF_FUNC_skb_load_bytes_relative,
				       BPF_FUNC_xdp_load_bytes,   BPF_FUNC_xdp_store_bytes};
	return is_among(ids, sizeof(ids) / sizeof(ids[0]), id);
}
