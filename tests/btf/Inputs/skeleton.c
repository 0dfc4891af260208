/* The user's side of skeleton.rs: user PLACE_FOR_PINS. Runs it as it is, then with other constants.
 */
#include <err.h>
#include <stdio.h>

#include <bpf/bpf.h>

#include "p.skel.h"

static void fill(int outer)
{
	unsigned index = 1, element = 3, value = 100;
	int inner = bpf_map_create(BPF_MAP_TYPE_ARRAY, NULL, 4, 4, 4, NULL);

	if (inner < 0 || bpf_map_update_elem(inner, &element, &value, 0) ||
	    bpf_map_update_elem(outer, &index, &inner, 0))
		err(1, "map of maps");
}

static void run(const char *pins, unsigned step, unsigned limit)
{
	LIBBPF_OPTS(bpf_object_open_opts, opts, .pin_root_path = pins);
	unsigned char packet[14] = {0};
	LIBBPF_OPTS(bpf_test_run_opts, once, .data_in = packet, .data_size_in = sizeof(packet),
		    .repeat = 1);
	struct p *p = p__open_opts(&opts);
	unsigned first = 0;
	unsigned long long runs;

	if (!p)
		err(1, "open");
	if (limit) {
		p->rodata->STEP = step;
		p->rodata->LIMIT = limit;
	}
	if (p__load(p))
		errx(1, "load");
	fill(bpf_map__fd(p->maps.OUTER));
	if (bpf_prog_test_run_opts(bpf_program__fd(p->progs.prog), &once) ||
	    bpf_map_lookup_elem(bpf_map__fd(p->maps.RUNS), &first, &runs))
		err(1, "run");
	printf("limit %u, found %u, runs %llu, last %u\n", p->rodata->LIMIT, once.retval, runs,
	       p->data->LAST);
	p__destroy(p);
}

int main(int argc, char **argv)
{
	if (argc != 2)
		return 2;
	run(argv[1], 0, 0);
	run(argv[1], 1, 1000);
	return 0;
}
