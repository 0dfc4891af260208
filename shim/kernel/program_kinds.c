/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The table of program kinds. 'since' is the first kernel whose uapi/linux/bpf.h has the program
 * type or attach type; a row that was looked up in git names the commit. */
#include "kernel/program_kinds.h"

#include <string.h>

#include "base/text.h"
#include "kernel/version.h"

static const struct program_kind kinds[] = {
	{"action", false, KERNEL_OLDEST},
	{"cgroup/bind4", false, KERNEL(4, 17)},    /* 4fbac77d2d09 */
	{"cgroup/bind6", false, KERNEL(4, 17)},    /* 4fbac77d2d09 */
	{"cgroup/connect4", false, KERNEL(4, 17)}, /* d74bad4e74ee */
	{"cgroup/connect6", false, KERNEL(4, 17)}, /* d74bad4e74ee */
	{"cgroup/connect_unix", false, KERNEL(6, 7)},
	{"cgroup/dev", false, KERNEL_OLDEST},         /* ebc614f68736 */
	{"cgroup/getpeername4", false, KERNEL(5, 8)}, /* 1b66d253610c */
	{"cgroup/getpeername6", false, KERNEL(5, 8)}, /* 1b66d253610c */
	{"cgroup/getpeername_unix", false, KERNEL(6, 7)},
	{"cgroup/getsockname4", false, KERNEL(5, 8)}, /* 1b66d253610c */
	{"cgroup/getsockname6", false, KERNEL(5, 8)}, /* 1b66d253610c */
	{"cgroup/getsockname_unix", false, KERNEL(6, 7)},
	{"cgroup/getsockopt", false, KERNEL(5, 3)},  /* 0d01da6afc54 */
	{"cgroup/post_bind4", false, KERNEL(4, 17)}, /* aac3fc320d94 */
	{"cgroup/post_bind6", false, KERNEL(4, 17)}, /* aac3fc320d94 */
	{"cgroup/recvmsg4", false, KERNEL(5, 2)},    /* 983695fa6765 */
	{"cgroup/recvmsg6", false, KERNEL(5, 2)},    /* 983695fa6765 */
	{"cgroup/recvmsg_unix", false, KERNEL(6, 7)},
	{"cgroup/sendmsg4", false, KERNEL(4, 18)}, /* 1cedee13d25a */
	{"cgroup/sendmsg6", false, KERNEL(4, 18)}, /* 1cedee13d25a */
	{"cgroup/sendmsg_unix", false, KERNEL(6, 7)},
	{"cgroup/setsockopt", false, KERNEL(5, 3)}, /* 0d01da6afc54 */
	{"cgroup/skb", false, KERNEL_OLDEST},
	{"cgroup/sock", false, KERNEL_OLDEST},
	{"cgroup/sock_create", false, KERNEL_OLDEST},
	{"cgroup/sock_release", false, KERNEL(5, 9)}, /* f5836749c9c0 */
	{"cgroup/sysctl", false, KERNEL(5, 2)},       /* 7b146cebe30c */
	{"cgroup_skb/egress", false, KERNEL_OLDEST},
	{"cgroup_skb/ingress", false, KERNEL_OLDEST},
	{"classifier", false, KERNEL_OLDEST},
	{"fentry", true, KERNEL(5, 5)},           /* fec56f5890d9 */
	{"fentry.s", true, KERNEL(5, 10)},        /* 1e6c62a88215 */
	{"fexit", true, KERNEL(5, 5)},            /* fec56f5890d9 */
	{"fexit.s", true, KERNEL(5, 10)},         /* 1e6c62a88215 */
	{"flow_dissector", false, KERNEL(4, 20)}, /* d58e468b1112 */
	{"fmod_ret", true, KERNEL(5, 7)},         /* ae24082331d9 */
	{"fmod_ret.s", true, KERNEL(5, 10)},      /* 1e6c62a88215 */
	{"freplace", true, KERNEL(5, 6)},         /* be8704ff07d2 */
	{"iter", true, KERNEL(5, 8)},             /* 15d83c4d7cef */
	{"iter.s", true, KERNEL(5, 18)},
	{"kprobe", true, KERNEL_OLDEST},
	{"kprobe.multi", true, KERNEL(5, 18)}, /* 0dcac2725406 */
	{"kprobe.session", true, KERNEL(6, 10)},
	{"kretprobe", true, KERNEL_OLDEST},
	{"kretprobe.multi", true, KERNEL(5, 18)}, /* 0dcac2725406 */
	{"kretsyscall", true, KERNEL_OLDEST},
	{"ksyscall", true, KERNEL_OLDEST},
	{"lirc_mode2", false, KERNEL(4, 18)}, /* f4364dcfc86d */
	{"lsm", true, KERNEL(5, 7)},          /* fc611f47f218 */
	{"lsm.s", true, KERNEL(5, 10)},       /* 1e6c62a88215 */
	{"lsm_cgroup", true, KERNEL(6, 0)},   /* 69fd337a975c */
	{"lwt_in", false, KERNEL_OLDEST},
	{"lwt_out", false, KERNEL_OLDEST},
	{"lwt_seg6local", false, KERNEL(4, 18)}, /* 004d4b274e2a */
	{"lwt_xmit", false, KERNEL_OLDEST},
	{"netfilter", false, KERNEL(6, 4)}, /* 84601d6ee68a */
	{"netkit/peer", false, KERNEL(6, 7)},
	{"netkit/primary", false, KERNEL(6, 7)},
	{"perf_event", false, KERNEL_OLDEST},
	{"raw_tp", true, KERNEL(4, 17)},                /* c4f6699dfcb8 */
	{"raw_tp.w", true, KERNEL(5, 2)},               /* 9df1c28bb752 */
	{"raw_tracepoint", true, KERNEL(4, 17)},        /* c4f6699dfcb8 */
	{"raw_tracepoint.w", true, KERNEL(5, 2)},       /* 9df1c28bb752 */
	{"sk_lookup", false, KERNEL(5, 9)},             /* e9ddbb7707ff */
	{"sk_msg", false, KERNEL(4, 17)},               /* 4f738adba30a */
	{"sk_reuseport", false, KERNEL(4, 19)},         /* 2dbb9b9e6df6 */
	{"sk_reuseport/migrate", false, KERNEL(5, 14)}, /* d5e4ddaeb6ab */
	{"sk_skb", false, KERNEL_OLDEST},
	{"sk_skb/stream_parser", false, KERNEL_OLDEST},
	{"sk_skb/stream_verdict", false, KERNEL_OLDEST},
	{"sk_skb/verdict", false, KERNEL(5, 13)}, /* a7ba4558e69a */
	{"socket", false, KERNEL_OLDEST},
	{"sockops", false, KERNEL_OLDEST},
	{"struct_ops", true, KERNEL(5, 6)}, /* 27ae7997a661 */
	{"struct_ops.s", true, KERNEL(6, 1)},
	{"syscall", false, KERNEL(5, 14)}, /* 79a7f8bdb159 */
	{"tc", false, KERNEL_OLDEST},
	{"tc/egress", false, KERNEL_OLDEST},
	{"tc/ingress", false, KERNEL_OLDEST},
	{"tcx/egress", false, KERNEL(6, 6)},
	{"tcx/ingress", false, KERNEL(6, 6)},
	{"tp", true, KERNEL_OLDEST},
	{"tp_btf", true, KERNEL(5, 5)}, /* 9e15db66136a */
	{"tracepoint", true, KERNEL_OLDEST},
	{"uprobe", true, KERNEL_OLDEST},
	{"uprobe.multi", true, KERNEL(6, 6)},
	{"uprobe.multi.s", true, KERNEL(6, 6)},
	{"uprobe.s", true, KERNEL(6, 0)},
	{"uprobe.session", true, KERNEL(6, 13)},
	{"uprobe.session.s", true, KERNEL(6, 13)},
	{"uretprobe", true, KERNEL_OLDEST},
	{"uretprobe.multi", true, KERNEL(6, 6)},
	{"uretprobe.multi.s", true, KERNEL(6, 6)},
	{"uretprobe.s", true, KERNEL(6, 0)},
	{"usdt", true, KERNEL_OLDEST},
	{"usdt.s", true, KERNEL(6, 0)},
	{"xdp", false, KERNEL_OLDEST},
	{"xdp.frags", false, KERNEL(5, 18)}, /* c2f2cdbeffda */
	{"xdp.frags/cpumap", false, KERNEL(5, 18)},
	{"xdp.frags/devmap", false, KERNEL(5, 18)},
	{"xdp/cpumap", false, KERNEL(5, 9)}, /* 9216477449f3 */
	{"xdp/devmap", false, KERNEL(5, 8)}, /* fbee97feed9b */
};

const struct program_kind *program_kind_find(const char *section)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		size_t len = strlen(kinds[i].name);
		if (strncmp(section, kinds[i].name, len) != 0)
			continue;
		if (!section[len] || (kinds[i].extra && section[len] == '/'))
			return &kinds[i];
	}
	return NULL;
}

/* Skips kinds of two letters: almost any short name is one mistake away from them. */
const struct program_kind *program_kind_near(const char *section)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		const char *name = kinds[i].name;
		size_t kind_len = strlen(name), len = strlen(section);
		const char *slash = kinds[i].extra ? strchr(section, '/') : NULL;
		if (slash)
			len = (size_t)(slash - section);
		if (kind_len > 2 && text_is_one_slip(section, len, name, kind_len))
			return &kinds[i];
	}
	return NULL;
}
