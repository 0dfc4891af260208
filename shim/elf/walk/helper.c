/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Calls of helpers: what they read and write on the stack, and what they return (check_helper_call,
 * kernel/bpf/verifier.c). */
#include <linux/bpf.h>
#include <string.h>

#include "elf/code/opcode.h"
#include "elf/walk/walker.h"

enum {
	MAX_ARGUMENTS = 5,
};

/* The arguments of a helper, a letter each: a number or a pointer without effect (-), key of a map
 * (k), value of a map (v, or V if the helper writes it), memory that it reads (r) or writes (w),
 * the size of the memory before it (s). The result: a number, or a pointer that may be NULL. */
struct signature {
	const char *arguments;
	bool or_null;
	bool moves_packet; /* pointers into the packet are no longer valid */
};

/* kernel/bpf/helpers.c, kernel/trace/bpf_trace.c and net/core/filter.c: struct bpf_func_proto */
static const struct signature signatures[] = {
	[BPF_FUNC_map_lookup_elem] = {.arguments = "-k", .or_null = true},
	[BPF_FUNC_map_update_elem] = {.arguments = "-kv-"},
	[BPF_FUNC_map_delete_elem] = {.arguments = "-k"},
	[BPF_FUNC_probe_read] = {.arguments = "ws-"},
	[BPF_FUNC_ktime_get_ns] = {.arguments = ""},
	[BPF_FUNC_get_prandom_u32] = {.arguments = ""},
	[BPF_FUNC_get_smp_processor_id] = {.arguments = ""},
	[BPF_FUNC_get_current_pid_tgid] = {.arguments = ""},
	[BPF_FUNC_get_current_uid_gid] = {.arguments = ""},
	[BPF_FUNC_get_current_task] = {.arguments = ""},
	[BPF_FUNC_get_current_cgroup_id] = {.arguments = ""},
	[BPF_FUNC_get_numa_node_id] = {.arguments = ""},
	[BPF_FUNC_ktime_get_boot_ns] = {.arguments = ""},
	[BPF_FUNC_redirect] = {.arguments = "--"},
	[BPF_FUNC_redirect_map] = {.arguments = "---"},
	[BPF_FUNC_tail_call] = {.arguments = "---"},
	[BPF_FUNC_get_stackid] = {.arguments = "---"},
	[BPF_FUNC_ringbuf_submit] = {.arguments = "--"},
	[BPF_FUNC_ringbuf_discard] = {.arguments = "--"},
	[BPF_FUNC_trace_printk] = {.arguments = "rs---"},
	[BPF_FUNC_skb_store_bytes] = {.arguments = "--rs-", .moves_packet = true},
	[BPF_FUNC_l3_csum_replace] = {.arguments = "-----", .moves_packet = true},
	[BPF_FUNC_l4_csum_replace] = {.arguments = "-----", .moves_packet = true},
	[BPF_FUNC_clone_redirect] = {.arguments = "---", .moves_packet = true},
	[BPF_FUNC_get_current_comm] = {.arguments = "ws"},
	[BPF_FUNC_skb_vlan_push] = {.arguments = "---", .moves_packet = true},
	[BPF_FUNC_skb_vlan_pop] = {.arguments = "-", .moves_packet = true},
	[BPF_FUNC_perf_event_output] = {.arguments = "---rs"},
	[BPF_FUNC_skb_load_bytes] = {.arguments = "--ws"},
	[BPF_FUNC_csum_diff] = {.arguments = "rsrs-"},
	[BPF_FUNC_skb_change_proto] = {.arguments = "---", .moves_packet = true},
	[BPF_FUNC_skb_change_tail] = {.arguments = "---", .moves_packet = true},
	[BPF_FUNC_skb_pull_data] = {.arguments = "--", .moves_packet = true},
	[BPF_FUNC_skb_change_head] = {.arguments = "---", .moves_packet = true},
	[BPF_FUNC_xdp_adjust_head] = {.arguments = "--", .moves_packet = true},
	[BPF_FUNC_probe_read_str] = {.arguments = "ws-"},
	[BPF_FUNC_skb_adjust_room] = {.arguments = "----", .moves_packet = true},
	[BPF_FUNC_xdp_adjust_meta] = {.arguments = "--", .moves_packet = true},
	[BPF_FUNC_perf_event_read_value] = {.arguments = "--ws"},
	[BPF_FUNC_xdp_adjust_tail] = {.arguments = "--", .moves_packet = true},
	[BPF_FUNC_get_stack] = {.arguments = "-ws-"},
	[BPF_FUNC_skb_load_bytes_relative] = {.arguments = "--ws-"},
	[BPF_FUNC_fib_lookup] = {.arguments = "-rs-"},
	[BPF_FUNC_sk_lookup_tcp] = {.arguments = "-rs--", .or_null = true},
	[BPF_FUNC_sk_lookup_udp] = {.arguments = "-rs--", .or_null = true},
	[BPF_FUNC_map_push_elem] = {.arguments = "-v-"},
	[BPF_FUNC_map_pop_elem] = {.arguments = "-V"},
	[BPF_FUNC_map_peek_elem] = {.arguments = "-V"},
	[BPF_FUNC_probe_read_user] = {.arguments = "ws-"},
	[BPF_FUNC_probe_read_kernel] = {.arguments = "ws-"},
	[BPF_FUNC_probe_read_user_str] = {.arguments = "ws-"},
	[BPF_FUNC_probe_read_kernel_str] = {.arguments = "ws-"},
	[BPF_FUNC_ringbuf_output] = {.arguments = "-rs-"},
	[BPF_FUNC_ringbuf_reserve] = {.arguments = "---", .or_null = true},
};

static const struct signature *find_signature(int32_t id)
{
	static const struct signature unknown = {.arguments = NULL};

	if (id < 0 || (size_t)id >= sizeof(signatures) / sizeof(signatures[0]))
		return &unknown;
	return &signatures[id];
}

unsigned helper_arguments(int32_t id)
{
	const char *arguments = find_signature(id)->arguments;

	return arguments ? (unsigned)strlen(arguments) : MAX_ARGUMENTS;
}

static const struct walk_map *first_map(const struct walker *walker)
{
	const struct reg *map = walker_reg(walker, 1);

	return map->type == REG_MAP ? &walker->maps.at[map->range] : NULL;
}

/* A pointer to the stack and how many bytes a helper accesses. */
static void pass(struct walker *walker, const struct reg *pointer, int64_t size, bool written)
{
	if (pointer->type == REG_STACK && scalar_is_const(&pointer->number))
		stack_pass(walker, pointer->frame, pointer_offset(pointer), size, written);
}

/* Reads come before writes: memory that is written may be read by another argument. */
static void pass_argument(struct walker *walker, const char *arguments, unsigned i, bool written)
{
	const struct walk_map *map = first_map(walker);
	const struct reg *reg = walker_reg(walker, i + 1);

	if ((arguments[i] == 'k' || arguments[i] == 'v') && reg->type == REG_MAP_VALUE &&
	    !walker->verifier.map_arguments)
		walker_doubt(walker, WALK_MAP_ARGUMENT);
	switch (arguments[i]) {
	case 'k':
		if (!written && map)
			pass(walker, reg, map->key_size, false);
		break;
	case 'v':
	case 'V':
		if (written == (arguments[i] == 'V') && map)
			pass(walker, reg, map->value_size, written);
		break;
	case 'r':
	case 'w':
		if (written == (arguments[i] == 'w'))
			pass(walker, reg, walker_reg(walker, i + 2)->number.smax, written);
		break;
	case 's':
		if (!written)
			mark_precise(walker, i + 1);
		break;
	default:
		break;
	}
}

/* Of helpers without a signature: memory is followed by its size, and may be written. */
static void pass_unknown(struct walker *walker)
{
	for (unsigned i = 1; i < MAX_ARGUMENTS; i++) {
		const struct reg *reg = walker_reg(walker, i), *size = walker_reg(walker, i + 1);
		if (reg->type != REG_STACK || !reg_is_scalar(size))
			continue;
		pass(walker, reg, size->number.smax, false);
		pass(walker, reg, size->number.smax, true);
		mark_precise(walker, i + 1);
	}
}

static void forget_packet(struct reg *reg, void *data)
{
	const struct walker *walker = data;

	if (reg_is_packet(reg) || reg->type == REG_PACKET_END)
		*reg = walker_unknown(walker);
}

/* Since 6.14, an element with a constant key is known to be in an array. */
static bool is_in_array(struct walker *walker)
{
	const struct walk_map *map = first_map(walker);
	uint64_t key;

	if (!walker->verifier.certain_lookups || !map || map->key_size != 4 ||
	    (map->type != BPF_MAP_TYPE_ARRAY && map->type != BPF_MAP_TYPE_PERCPU_ARRAY))
		return false;
	return stack_constant(walker, walker_reg(walker, 2), 4, &key) && key < map->entries;
}

static struct reg find_result(struct walker *walker, const struct signature *signature)
{
	struct reg result = walker_unknown(walker);

	if (!signature->or_null)
		return result;
	bool is_value = walker_insn(walker)->imm == BPF_FUNC_map_lookup_elem;
	result = reg_pointer(is_value ? REG_MAP_VALUE : REG_OTHER, &walker->verifier);
	if (is_value)
		result.range = first_map(walker) ? walker_reg(walker, 1)->range : UINT32_MAX;
	result.or_null = !is_value || !is_in_array(walker);
	result.id = result.or_null ? ++walker->ids : 0;
	return result;
}

void step_call_helper(struct walker *walker)
{
	const struct insn *insn = walker_insn(walker);
	const struct signature *signature = find_signature(insn->imm);
	const char *arguments = signature->arguments;

	if (insn->src != CALL_HELPER) {
		walker_give_up(walker, "it calls a function of the kernel");
		return;
	}
	for (unsigned i = 0; arguments && arguments[i]; i++)
		mark_read(walker, walker->at->current, i + 1);
	for (unsigned i = 0; arguments && arguments[i]; i++)
		pass_argument(walker, arguments, i, false);
	struct reg result = find_result(walker, signature);
	for (unsigned i = 0; arguments && arguments[i]; i++)
		pass_argument(walker, arguments, i, true);
	if (!arguments)
		pass_unknown(walker);
	for (unsigned i = 1; i <= MAX_ARGUMENTS; i++)
		walker_set(walker, i, reg_unset());
	if (signature->moves_packet)
		state_visit(walker->at, forget_packet, walker);
	walker_set(walker, WALK_RESULT, result);
}
