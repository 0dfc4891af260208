/* The user's side of skeleton-of-all-types.rs: sets and reads variables of all kinds by their
 * names. */
#include <err.h>
#include <stdio.h>

#include <bpf/bpf.h>

#include "p.h"
#include "p.skel.h"

static void show(const struct p__data *data)
{
	printf("bytes %d %d, signed %d, short %d, int %d, long %lld, size %lu\n", data->BYTES[0],
	       data->BYTES[2], data->SIGNED, data->SHORT, data->INT, data->LONG, data->SIZE);
	printf("wide %d, letter %c, truth %d, rows %d\n", (int)data->WIDE, (char)data->LETTER,
	       data->TRUTH, data->ROWS[1][2]);
	printf("pair %d %lld %d, maybe %u %d, choice %u %u, count %llu\n", data->PAIR.first,
	       data->PAIR.second, data->PAIR.third.__1, data->MAYBE.tag, data->MAYBE.Some.__0,
	       data->CHOICE.tag, data->CHOICE.Number.__0, data->COUNT.v.value);
}

int main(void)
{
	unsigned char packet[14] = {0};
	LIBBPF_OPTS(bpf_test_run_opts, once, .data_in = packet, .data_size_in = sizeof(packet),
		    .repeat = 1);
	struct p *p = p__open();

	if (!p)
		err(1, "open");
	show(p->data);
	p->data->BYTES[2] = 250;
	p->data->LONG = -(1ll << 40);
	p->data->WIDE = -5;
	p->data->PAIR.second = 1;
	p->data->MAYBE.Some.__0 = -10;
	p->data->ROWS[1][2] = 60000;
	if (p__load(p))
		errx(1, "load");
	if (bpf_prog_test_run_opts(bpf_program__fd(p->progs.prog), &once))
		err(1, "run");
	printf("returned %u\n", once.retval);
	show(p->data);
	p__destroy(p);
	return 0;
}
