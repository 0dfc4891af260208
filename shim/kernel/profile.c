/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The table of kernels. A row holds what its kernel allows beyond the row before it; members that
 * it omits keep their value. Each entry names its source: a commit of Linux, or the file to read in
 * that release.
 */
#include "kernel/profile.h"

#include <string.h>

#include "kernel/version.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct profile rows[] = {
	{.kernel = KERNEL_OLDEST,
	 .cpu = "v2",        /* BPF_JLT and its kin: 92b31a9af73b, in 4.14 */
	 .max_insns = 4096,  /* BPF_MAXINSNS, uapi/linux/bpf_common.h */
	 .max_stack = 512,   /* MAX_BPF_STACK, linux/filter.h */
	 .max_maps = 64,     /* MAX_USED_MAPS, linux/bpf_verifier.h */
	 .max_functions = 1, /* no BPF-to-BPF calls */
	 .max_frames = 1,
	 .last_helper = 57,  /* getsockopt: cd86d1fd2102 */
	 .last_map = 16,     /* CPUMAP: 6710e1126934 */
	 .map_flags = 0x1f}, /* NO_PREALLOC to WRONLY: uapi/linux/bpf.h of 4.15 */
	{.kernel = KERNEL(4, 16),
	 .calls = 1,           /* cc8b0b92a169 */
	 .max_functions = 256, /* BPF_MAX_SUBPROGS, linux/bpf_verifier.h */
	 .max_frames = 8,      /* MAX_CALL_FRAMES, linux/bpf_verifier.h */
	 .last_helper = 59},   /* sock_ops_cb_flags_set: b13d88072172 */
	{.kernel = KERNEL(4, 17),
	 .map_flags = 0x3f,  /* STACK_BUILD_ID: 615755a77b24 */
	 .last_helper = 64}, /* bind: d74bad4e74ee */
	{.kernel = KERNEL(4, 18),
	 .last_btf = 11,     /* RESTRICT; BTF_LOAD: 69b693f0aefa */
	 .last_map = 18,     /* XSKMAP: fbfc504a24f5, SOCKHASH: 81110384441a */
	 .last_helper = 80}, /* get_current_cgroup_id: bf6fa2c893c5 */
	{.kernel = KERNEL(4, 19),
	 .last_map = 20,     /* CGROUP_STORAGE: de9cbbaadba5, REUSEPORT_SOCKARRAY: 5dc4c4b7d4e8 */
	 .last_helper = 83}, /* skb_ancestor_cgroup_id: 7723628101aa */
	{.kernel = KERNEL(4, 20),
	 .last_map = 23,     /* PERCPU_CGROUP_STORAGE: b741f1630346, QUEUE, STACK: f1a2e44a3aec */
	 .last_helper = 90}, /* msg_push_data: 6fff607e2f14 */
	{.kernel = KERNEL(5, 0),
	 .arsh32 = 1,        /* c49f7dbd4f9c */
	 .last_btf = 13,     /* FUNC, FUNC_PROTO: uapi/linux/btf.h */
	 .map_flags = 0x7f,  /* ZERO_SEED: 96b3b6c9091d */
	 .last_helper = 92}, /* rc_pointer_rel: 01d3240a04f4 */
	{.kernel = KERNEL(5, 1),
	 .jmp32 = 1,         /* 092ed0968bb6 */
	 .last_helper = 98}, /* get_listener_sock: dbafd7ddd623 */
	{.kernel = KERNEL(5, 2),
	 .max_insns = 1000000, /* BPF_COMPLEXITY_LIMIT_INSNS: c04c0d2b968a */
	 .global_data = 1,     /* d8eca5bbb2be */
	 .name_dots = 1,       /* kernel/bpf/syscall.c, bpf_obj_name_cpy */
	 .last_btf = 15,       /* VAR, DATASEC: uapi/linux/btf.h */
	 .last_map = 24,       /* SK_STORAGE: 6ac99e8f23d4 */
	 .map_flags = 0x1ff,   /* RDONLY_PROG, WRONLY_PROG: 591fe9888d78 */
	 .last_helper = 108},  /* sk_storage_delete: 6ac99e8f23d4 */
	{.kernel = KERNEL(5, 3),
	 .loops = 1,          /* 2589726d12a1 */
	 .last_helper = 109}, /* send_signal: 8b401f9ed244 */
	{.kernel = KERNEL(5, 4),
	 .last_map = 25,      /* DEVMAP_HASH: 6f9d451ab1a3 */
	 .map_flags = 0x3ff,  /* CLONE: 8f51dfc73bf1 */
	 .last_helper = 110}, /* tcp_gen_syncookie: 70d66244317e */
	{.kernel = KERNEL(5, 5),
	 .map_flags = 0x7ff,  /* MMAPABLE: fc9702273e2e */
	 .last_helper = 115}, /* probe_read_kernel_str: 6ae08ae3dea2 */
	{.kernel = KERNEL(5, 6),
	 .global_functions = 1,                       /* 51c39bb1d5d1 */
	 .enum_sizes = 1,                             /* 9eea98497951 */
	 .last_map = 26,                              /* STRUCT_OPS: 85d33df357b6 */
	 .last_helper = 118},                         /* jiffies64: 5576b991e9c1 */
	{.kernel = KERNEL(5, 7), .last_helper = 124}, /* sk_assign: cf7fbe660f2d */
	{.kernel = KERNEL(5, 8),
	 .last_map = 27,                              /* RINGBUF: 457f44363a88 */
	 .last_helper = 135},                         /* csum_level: 7cdec54f9713 */
	{.kernel = KERNEL(5, 9), .last_helper = 141}, /* get_task_stack: fa28dcb82a38 */
	{.kernel = KERNEL(5, 10),
	 .ksyms = 1,          /* BPF_PSEUDO_BTF_ID, uapi/linux/bpf.h */
	 .last_map = 28,      /* INODE_STORAGE: 8ea636848aca */
	 .map_flags = 0x1fff, /* PRESERVE_ELEMS: 792caccc4526, INNER_MAP: 4a8f87e60f6d */
	 .last_helper = 155}, /* redirect_peer: 9aa1206e8f48 */
	{.kernel = KERNEL(5, 11),
	 .last_map = 29,      /* TASK_STORAGE: 4cf1bc1f1045 */
	 .last_helper = 162}, /* sock_from_file: 4f19cab76136 */
	{.kernel = KERNEL(5, 12),
	 .cpu = "v3",         /* LLVM's v3 includes the atomic operations, so v3 waits for them */
	 .atomics = 1,        /* 5ca419f2864a, 5ffa25502b5a */
	 .variable_stack = 1, /* 01f810ace9ed */
	 .last_helper = 163}, /* check_mtu: 34b2021cc616 */
	{.kernel = KERNEL(5, 13),
	 .callbacks = 1,                               /* 69c087ba6225 */
	 .kfuncs = 1,                                  /* BPF_PSEUDO_KFUNC_CALL, uapi/linux/bpf.h */
	 .last_btf = 16,                               /* FLOAT: uapi/linux/btf.h */
	 .last_helper = 165},                          /* snprintf: 7b15523a989b */
	{.kernel = KERNEL(5, 14), .last_helper = 168}, /* sys_close: 3abea089246f */
	{.kernel = KERNEL(5, 15), .last_helper = 175}, /* task_pt_regs: dd6e10fbd9fb */
	{.kernel = KERNEL(5, 16),
	 .last_btf = 17,      /* DECL_TAG: uapi/linux/btf.h */
	 .last_map = 30,      /* BLOOM_FILTER: 9330986c0300 */
	 .last_helper = 179}, /* kallsyms_lookup_name: d6aef08a872b */
	{.kernel = KERNEL(5, 17),
	 .last_btf = 18,                               /* TYPE_TAG: uapi/linux/btf.h */
	 .last_helper = 185},                          /* get_func_arg_cnt: f92c1e183604 */
	{.kernel = KERNEL(5, 18), .last_helper = 193}, /* ima_file_hash: 174b16946e39 */
	{.kernel = KERNEL(5, 19), .last_helper = 203}, /* dynptr_data: 34d4ef5775f7 */
	{.kernel = KERNEL(6, 0),
	 .last_btf = 19,      /* ENUM64: uapi/linux/btf.h */
	 .last_helper = 207}, /* tcp_raw_check_syncookie_ipv6: 33bf9885040c */
	{.kernel = KERNEL(6, 1),
	 .last_map = 31,      /* USER_RINGBUF: 583c1f420173 */
	 .last_helper = 209}, /* user_ringbuf_drain: 205715673844 */
	{.kernel = KERNEL(6, 2),
	 .last_map = 32,      /* CGRP_STORAGE: c4bcfb38a95e */
	 .last_helper = 211}, /* cgrp_storage_delete: c4bcfb38a95e; helpers are frozen since */
	{.kernel = KERNEL(6, 4), .map_flags = 0x3fff}, /* LINK: uapi/linux/bpf.h */
	{.kernel = KERNEL(6, 5), .map_flags = 0x7fff}, /* PATH_FD: uapi/linux/bpf.h */
	{.kernel = KERNEL(6, 6),
	 .cpu = "v4",
	 .isa_v4 = 1}, /* 8100928c8814, 1f9a1ea821ff, ec0e2da95f72, 0845c3db7bf5, 4cd58e9af8b9 */
	{.kernel = KERNEL(6, 7), .falling_loops = 1}, /* 10e14e9652bf */
	{.kernel = KERNEL(6, 8), .nonnull = 1},       /* 94e1c70a3452 */
	{.kernel = KERNEL(6, 9),
	 .may_goto = 1,         /* BPF_JCOND, uapi/linux/bpf.h */
	 .small_frames = 1,     /* verifier.c, round_up_stack_depth */
	 .arena = 1,            /* verifier.c, BPF_ADDR_SPACE_CAST */
	 .last_map = 33,        /* ARENA: 317460317a02 */
	 .map_flags = 0x7ffff}, /* VTYPE_BTF_OBJ_FD to NO_USER_CONV: uapi/linux/bpf.h */
	{.kernel = KERNEL(6, 15), .load_acquire = 1}, /* BPF_LOAD_ACQ, uapi/linux/bpf.h */
	{.kernel = KERNEL(6, 19),
	 .last_map = 34,        /* INSN_ARRAY: uapi/linux/bpf.h */
	 .map_flags = 0xfffff}, /* RB_OVERWRITE: uapi/linux/bpf.h */
};

/* The members from FIRST to LAST are unsigned; a row's 0 means "unchanged". */
#define FIRST offsetof(struct profile, max_insns)
#define LAST offsetof(struct profile, last_btf)

static unsigned get(const struct profile *profile, size_t member)
{
	unsigned value;
	memcpy(&value, (const char *)profile + member, sizeof(value));
	return value;
}

static void add_row(struct profile *profile, const struct profile *row)
{
	for (size_t at = FIRST; at <= LAST; at += sizeof(unsigned))
		if (get(row, at))
			memcpy((char *)profile + at, (const char *)row + at, sizeof(unsigned));
	if (row->cpu)
		profile->cpu = row->cpu;
	profile->kernel = row->kernel;
}

struct profile profile_for_kernel(unsigned kernel)
{
	struct profile profile = {0};
	for (size_t i = 0; i < COUNT(rows) && rows[i].kernel <= kernel; i++)
		add_row(&profile, &rows[i]);
	profile.asked = kernel;
	return profile;
}

struct profile profile_oldest(void)
{
	return profile_for_kernel(KERNEL_OLDEST);
}

unsigned profile_since(size_t member, unsigned least)
{
	for (size_t i = 0; i < COUNT(rows); i++)
		if (get(&rows[i], member) >= least)
			return rows[i].kernel;
	return 0;
}
