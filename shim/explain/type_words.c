/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The verifier's names of types, in a user's words. */
#include "explain/type_words.h"

#include "base/text.h"

const char *type_words(const char *type)
{
	/* Longer names before those that they begin with. */
	static const struct {
		const char *type, *words;
	} words[] = {
		{"scalar", "a number"},
		{"inv", "a number"},
		{"ctx", "the context"},
		{"map_value_or_null", "a map's value, or null"},
		{"map_value", "a map's value"},
		{"map_ptr", "a map"},
		{"map_key", "a map's key"},
		{"pkt_meta", "a pointer to the packet's metadata"},
		{"pkt_end", "the end of the packet"},
		{"pkt", "a pointer into the packet"},
		{"fp", "a pointer to the stack"},
		{"ringbuf_mem_or_null", "a record of a ring buffer, or null"},
		{"ringbuf_mem", "a record of a ring buffer"},
		{"mem_or_null", "memory, or null"},
		{"mem", "memory"},
		{"rdonly_mem", "memory that may only be read"},
		{"flow_keys", "the keys of a flow"},
		{"arena", "an address in an arena"},
		{"sock_or_null", "a socket, or null"},
		{"sock_common", "a socket"},
		{"sock", "a socket"},
		{"tcp_sock", "a socket"},
		{"dynptr_ptr", "a dynptr"},
		{"func", "a function"},
		{"rcu_ptr_or_null_", "a pointer of the kernel's, or null"},
		{"ptr_or_null_", "a pointer of the kernel's, or null"},
		{"trusted_ptr_or_null_", "a pointer of the kernel's, or null"},
		{"untrusted_ptr_", "a pointer of the kernel's that may be stale"},
		{"trusted_ptr_", "a pointer of the kernel's"},
		{"rcu_ptr_", "a pointer of the kernel's"},
		{"ptr_", "a pointer of the kernel's"},
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (text_starts_with(type, words[i].type))
			return words[i].words;
	return type;
}
