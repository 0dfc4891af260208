# SPDX-License-Identifier: MIT OR Apache-2.0
"""Programs for the comparison of --check with real kernels: each assembler text breaks one rule, or
just does not; the C sources are compiled for each instruction set."""

# Name: the body of an XDP program, which begins with the context in r1.
ASSEMBLER = {
    "nothing": "r0 = 0\nexit",
    "backward_without_cycle": "if r1 == 0 goto +2\nr0 = 0\nexit\nr0 = 1\ngoto -4",
    "loop": "r0 = 0\nr0 += 1\nif r0 < 10 goto -2\nexit",
    "loop_forever": "r0 = 0\nr0 += 1\ngoto -2\nexit",
    "unreachable": "r0 = 0\nexit\nr0 = 1\nexit",
    "unreachable_jump": "r0 = 0\ngoto +1\nr0 = 1\nexit",
    "runs_off_end": "r0 = 0\nexit\nr0 = 0",
    "ends_with_condition": "r0 = 0\nif r0 == 0 goto -2",
    "ends_with_jump": "r0 = 0\ngoto +1\nexit\ngoto -2",
    "jump_out": "r0 = 0\nif r1 == 0 goto +5\nexit",
    "jump_before": "r0 = 0\nif r1 == 0 goto -9\nexit",
    "jump_into_load": "r0 = 0\nif r1 == 0 goto +1\nr0 = 7 ll\nexit",
    "jump32": "w0 = 0\nif w0 == 1 goto +0\nexit",
    "signed_compare": "r0 = 0\nif r0 s< 1 goto +0\nexit",
    "arsh32": "w0 = 8\nw0 s>>= 1\nexit",
    "sdiv": "r0 = 8\nr0 s/= 2\nexit",
    "smod": "r0 = 8\nr2 = 3\nr0 s%= r2\nexit",
    "movsx": "r1 = 0\nr0 = (s8)r1\nexit",
    "movsx32": "w1 = 0\nw0 = (s16)w1\nexit",
    "bswap": "r0 = 1\nr0 = bswap16 r0\nexit",
    "to_big": "r0 = 1\nr0 = be16 r0\nexit",
    "load_signed": "r2 = 5\n*(u64 *)(r10 - 8) = r2\nr0 = *(s8 *)(r10 - 8)\nexit",
    "gotol": "r0 = 0\nif r1 == 0 goto +1\ngotol +1\nr0 += 0\nexit",
    "may_goto": "r0 = 0\nmay_goto +1\ngoto -2\nexit",
    "xadd": "r2 = 5\n*(u64 *)(r10 - 8) = r2\nlock *(u64 *)(r10 - 8) += r2\nr0 = 0\nexit",
    "xadd32": "r2 = 5\n*(u64 *)(r10 - 8) = r2\nlock *(u32 *)(r10 - 8) += w2\nr0 = 0\nexit",
    "fetch_add": "r2 = 5\n*(u64 *)(r10 - 8) = r2\nr2 = atomic_fetch_add((u64 *)(r10 - 8), r2)\nr0 = 0\nexit",
    "atomic_or": "r2 = 5\n*(u64 *)(r10 - 8) = r2\nlock *(u64 *)(r10 - 8) |= r2\nr0 = 0\nexit",
    "exchange": "r2 = 5\n*(u64 *)(r10 - 8) = r2\nr2 = xchg_64(r10 - 8, r2)\nr0 = 0\nexit",
    "compare_exchange": "r2 = 5\nr0 = 5\n*(u64 *)(r10 - 8) = r2\nr0 = cmpxchg_64(r10 - 8, r0, r2)\nr0 = 0\nexit",
    "load_acquire": "r2 = 5\n*(u64 *)(r10 - 8) = r2\n.quad 0x00000100fff8a0db\nr0 = 0\nexit",
    "atomic_byte": "r2 = 5\n*(u64 *)(r10 - 8) = r2\n.quad 0x00000000fff82ad3\nr0 = 0\nexit",
    "atomic_unknown": "r2 = 5\n*(u64 *)(r10 - 8) = r2\n.quad 0x00000077fff82adb\nr0 = 0\nexit",
    "unknown_opcode": "r0 = 0\n.quad 0x00000000000000e7\nexit",
    "opcode_0": "r0 = 0\n.quad 0x0000000000000000\nexit",
    "register_11": "r0 = 0\n.quad 0x0000000000000cbf\nexit",
    "half_load": "r0 = 0\n.quad 0x0000000100000018\nexit",
    "half_load_dirty": "r0 = 0\n.quad 0x0000000100000018\n.quad 0x0000000100000100\nexit",
    "load_kind_9": ".quad 0x0000000100009018\n.quad 0\nr0 = 0\nexit",
    "reserved_exit": "r0 = 0\n.quad 0x0000000100000095",
    "reserved_jump": "r0 = 0\n.quad 0x0000000100000005\nexit",
    "reserved_compare": "r0 = 0\n.quad 0x0000000000001015\nexit",
    "reserved_alu": "r0 = 0\n.quad 0x000000010000100f\nexit",
    "reserved_move": ".quad 0x00000001000010b7\nexit",
    "reserved_neg": "r0 = 0\n.quad 0x0000000100000087\nexit",
    "reserved_store": "r0 = 0\n.quad 0x00000000fff81a7a\nexit",
    "reserved_store_register": "r0 = 0\n.quad 0x00000001fff80a7b\nexit",
    "reserved_load": "r0 = 0\n*(u64 *)(r10 - 8) = r0\n.quad 0x00000001fff8a079\nexit",
    "alu_offset": "r0 = 0\n.quad 0x0000000100010007\nexit",
    "div_offset_2": "r0 = 0\n.quad 0x0000000100020037\nexit",
    "mov_offset_7": "r0 = 0\n.quad 0x00000000000700bf\nexit",
    "writes_r10": "r0 = 0\nr10 += 8\nexit",
    "loads_r10": "r10 = *(u32 *)(r1 + 0)\nr0 = 0\nexit",
    "shift_64": "r0 = 1\nr0 <<= 64\nexit",
    "shift_32_narrow": "w0 = 1\nw0 <<= 32\nexit",
    "shift_63": "r0 = 1\nr0 <<= 63\nexit",
    "divide_by_0": "r0 = 1\nr0 /= 0\nexit",
    "end_of_20": "r0 = 1\n.quad 0x00000014000000d4\nexit",
    "helper_0": "call 0\nr0 = 0\nexit",
    "helper_negative": "call -1\nr0 = 0\nexit",
    "helper_5": "call 5\nr0 = 0\nexit",
    "helper_7": "call 7\nr0 = 0\nexit",
    "helper_118": "call 118\nr0 = 0\nexit",
    "helper_125": "call 125\nr0 = 0\nexit",
    "helper_160": "call 160\nr0 = 0\nexit",
    "helper_208": "call 208\nr0 = 0\nexit",
    "helper_212": "call 212\nr0 = 0\nexit",
    "helper_1000": "call 1000\nr0 = 0\nexit",
    "call_kind_3": "r0 = 0\n.quad 0x0000000500003085\nexit",
    "indirect_call": "r0 = 0\ncallx r0\nexit",
    "call": "call sub\nexit",
    "calls_itself": "call again\nexit",
    "calls_8_deep": "call f1\nexit",
    "calls_7_deep": "call f2\nexit",
    "stack_512": "r0 = 0\n*(u64 *)(r10 - 512) = r0\nexit",
    "stack_520": "r0 = 0\n*(u64 *)(r10 - 520) = r0\nexit",
    "stack_above": "r0 = 0\n*(u64 *)(r10 + 0) = r0\nexit",
    "stack_edge": "r0 = 0\n*(u64 *)(r10 - 4) = r0\nexit",
    "stack_misaligned": "r0 = 0\n*(u64 *)(r10 - 12) = r0\nexit",
    "stack_by_copy": "r0 = 0\nr2 = r10\nr2 += -16\n*(u64 *)(r2 + 12) = r0\nexit",
    "stack_variable": "r0 = 0\n*(u64 *)(r10 - 8) = r0\nr2 = *(u32 *)(r1 + 0)\nr3 = *(u32 *)(r1 + 4)\nr4 = r2\nr4 += 8\n"
                      "if r4 > r3 goto +6\nr5 = *(u8 *)(r2 + 0)\nr5 &= 7\nr4 = r10\nr4 += -8\nr4 += r5\n"
                      "r0 = *(u8 *)(r4 + 0)\nexit",
    "stack_variable_bounded": "r0 = 0\n*(u64 *)(r10 - 8) = r0\nr2 = *(u32 *)(r1 + 0)\nr3 = *(u32 *)(r1 + 4)\n"
                              "r4 = r2\nr4 += 8\nif r4 > r3 goto +6\nr5 = *(u8 *)(r2 + 0)\nif r5 > 7 goto +4\n"
                              "r4 = r10\nr4 += -8\nr4 += r5\nr0 = *(u8 *)(r4 + 0)\nexit",
    "stack_variable_constant": "r0 = 0\n*(u64 *)(r10 - 8) = r0\nr2 = *(u32 *)(r1 + 0)\nr3 = *(u32 *)(r1 + 4)\n"
                               "r4 = r2\nr4 += 8\nif r4 > r3 goto +6\nr5 = *(u8 *)(r2 + 0)\nif r5 != 3 goto +4\n"
                               "r4 = r10\nr4 += -8\nr4 += r5\nr0 = *(u8 *)(r4 + 0)\nexit",
    "stack_variable_single": "r0 = 0\n*(u64 *)(r10 - 8) = r0\nr2 = *(u32 *)(r1 + 0)\nr3 = *(u32 *)(r1 + 4)\n"
                             "r4 = r2\nr4 += 8\nif r4 > r3 goto +6\nr5 = *(u8 *)(r2 + 0)\nif r5 > 0 goto +4\n"
                             "r4 = r10\nr4 += -8\nr4 += r5\nr0 = *(u8 *)(r4 + 0)\nexit",
    "stack_variable_in_register": "r0 = 0\n*(u64 *)(r10 - 8) = r0\nr5 = 3\nr4 = r10\nr4 += -8\nr4 += r5\n"
                                  "r0 = *(u8 *)(r4 + 0)\nexit",
    "stack_chain_480": "r0 = 0\n*(u64 *)(r10 - 240) = r0\ncall deep240\nexit",
    "stack_chain_528": "r0 = 0\n*(u64 *)(r10 - 288) = r0\ncall deep240\nexit",
    "stack_chain_rounded": "r0 = 0\n*(u64 *)(r10 - 272) = r0\ncall deep240\nexit",
    "insns_4096": "r0 = 0\n.rept 4094\nr0 += 1\n.endr\nexit",
    "insns_4097": "r0 = 0\n.rept 4095\nr0 += 1\n.endr\nexit",
    "uninitialised": "exit",
    "bad_access": "r0 = *(u64 *)(r1 + 4000)\nexit",
}

# What the calls above lead to.
FUNCTIONS = {
    "sub": "r0 = 1\nexit",
    "again": "call again\nexit",
    **{f"f{n}": f"call f{n + 1}\nexit" for n in range(1, 8)},
    "f8": "r0 = 1\nexit",
    "deep240": "r0 = 0\n*(u64 *)(r10 - 240) = r0\nexit",
}

# Name: what stands before the program, the kind of its section, and what it does.
C = {
    "loops": ("", "xdp", "unsigned n = 0; for (int i = 0; i < 300; i++) n += bpf_get_prandom_u32() & 1; return n;"),
    "global": ("int count = 1;", "xdp", "return count++;"),
    "constants": ("const volatile int table[8] = {1, 2, 3};", "xdp", "return table[ctx->data & 7];"),
    "subprogram": ("static __attribute__((noinline)) int sub(int x) { return x * x; }", "xdp", "return sub(ctx->rx_queue_index);"),
    "global_subprogram": ("__attribute__((noinline)) int sub(int x) { return x * x; }", "xdp",
                          "return sub(ctx->rx_queue_index);"),
    "callback": ("static int back(__u32 i, void *c) { *(int *)c += i; return 0; }", "xdp",
                 "int n = 0; bpf_loop(5, back, &n, 0); return n;"),
    "hash": ("struct { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 4); __type(key, int); __type(value, long); } "
             "m SEC(\".maps\");", "xdp",
             "int k = 1; long *v = bpf_map_lookup_elem(&m, &k); if (v) __sync_fetch_and_add(v, 1); return 0;"),
    "atomics": ("struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 4); __type(key, int); __type(value, long); } "
                "m SEC(\".maps\");", "xdp",
                "int k = 1; long *v = bpf_map_lookup_elem(&m, &k); return v ? __sync_val_compare_and_swap(v, 1, 2) : 0;"),
    "ringbuf": ("struct { __uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 4096); } m SEC(\".maps\");", "tc",
                "long x = 1; return bpf_ringbuf_output(&m, &x, 8, 0);"),
    "mmapable": ("struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(map_flags, BPF_F_MMAPABLE); __uint(max_entries, 4); "
                 "__type(key, int); __type(value, long); } m SEC(\".maps\");", "xdp",
                 "int k = 1; return bpf_map_lookup_elem(&m, &k) != 0;"),
    "bloom": ("struct { __uint(type, BPF_MAP_TYPE_BLOOM_FILTER); __uint(max_entries, 4); __type(value, long); } "
              "m SEC(\".maps\");", "xdp", "long v = 1; return bpf_map_peek_elem(&m, &v);"),
    "user_ringbuf": ("struct { __uint(type, BPF_MAP_TYPE_USER_RINGBUF); __uint(max_entries, 4096); } m SEC(\".maps\");",
                     "xdp", "return 0;"),
    "unused_cgrp": ("struct { __uint(type, 32); __uint(map_flags, BPF_F_NO_PREALLOC); __type(key, int); __type(value, long); } "
                    "m SEC(\".maps\");", "xdp", "return 0;"),
    "stack_array": ("", "xdp", "volatile char a[16] = {1, 2}; return a[bpf_get_prandom_u32() & 15];"),
    "division": ("", "xdp", "return bpf_get_prandom_u32() / (bpf_get_prandom_u32() | 1);"),
    "packet": ("", "xdp", "unsigned char *d = (void *)(long)ctx->data, *e = (void *)(long)ctx->data_end;"
               " if (d + 14 > e) return 1; return d[12] << 8 | d[13];"),
    "switches": ("", "xdp", "switch (bpf_get_prandom_u32() & 7) { case 0: return 5; case 1: return 9; case 3: return 77;"
                 " case 6: return 8; } return 0;"),
    "swaps": ("", "xdp", "return __builtin_bswap32(bpf_get_prandom_u32()) + __builtin_bswap16(bpf_get_prandom_u32());"),
    "signed_bytes": ("", "tc", "signed char *d = (void *)(long)skb->data, *e = (void *)(long)skb->data_end;"
                     " if (d + 2 > e) return 1; return d[0] >> 1;"),
    "raw_tracepoint": ("", "raw_tp/sys_enter", "return 0;"),
    "frags": ("", "xdp.frags", "return 2;"),
    "sleepable": ("", "syscall", "return 0;"),
    "lookup": ("", "sk_lookup", "return 1;"),
    "listens": ("", "sk_reuseport", "return 1;"),
    "sockopt": ("", "cgroup/getsockopt", "return 1;"),
}
CONTEXTS = {"xdp": "struct xdp_md *ctx", "tc": "struct __sk_buff *skb"}
