// mistake: a helper gets a number where it wants an address
// kind: argument-type
// reason: bpf_map_lookup_elem() gets a number as argument 2, and wants one of: fp, pkt, pkt_meta, map_key, map_value, mem, ringbuf_mem, buf, trusted_ptr_
// note: 'address = (void *)(long)ctx->rx_queue_index;': the value comes from here: read from the context: any number of 32 bits
// help: pass one of these; a number is passed by the address of a local variable that holds it
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, int);
	__type(value, long);
} numbers SEC(".maps");

SEC("xdp")
int prog(struct xdp_md *ctx)
{
	int key = 0;
	void *address = &key;

#ifndef MENDED
	address = (void *)(long)ctx->rx_queue_index;
#endif
	return bpf_map_lookup_elem(&numbers, address) != 0; //~ refused
}
