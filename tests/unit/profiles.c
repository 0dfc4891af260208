// Promise: a kernel between two rows of the table has the profile of the older one, and every number
// only grows from row to row.
// RUN: %unit %s -o %t
// RUN: %t
#include <stdio.h>
#include <string.h>

#include "cli/profile_select.h"
#include "kernel/version.h"

static int failed;

#define CHECK(condition)                                                                           \
	do {                                                                                       \
		if (!(condition)) {                                                                \
			printf("line %d: %s\n", __LINE__, #condition);                             \
			failed = 1;                                                                \
		}                                                                                  \
	} while (0)

static struct profile of(unsigned kernel)
{
	struct options opts = {.kernel = kernel};
	return profile_select(&opts);
}

static void check_growth(unsigned older, unsigned newer)
{
	struct profile a = of(older), b = of(newer);

	for (size_t at = offsetof(struct profile, max_insns);
	     at <= offsetof(struct profile, last_btf); at += sizeof(unsigned)) {
		unsigned x, y;
		memcpy(&x, (char *)&a + at, sizeof(x));
		memcpy(&y, (char *)&b + at, sizeof(y));
		if (x > y) {
			printf("%#x: the member at %zu shrinks\n", newer, at);
			failed = 1;
		}
	}
	CHECK(strcmp(a.cpu, b.cpu) <= 0);
}

int main(void)
{
	unsigned last = KERNEL(4, 15);

	for (unsigned major = 4; major < 8; major++)
		for (unsigned minor = major == 4 ? 16 : 0; minor < 25; minor++) {
			check_growth(last, KERNEL(major, minor));
			last = KERNEL(major, minor);
		}

	CHECK(of(KERNEL(4, 15)).max_insns == 4096 && !of(KERNEL(4, 15)).calls);
	CHECK(of(KERNEL(4, 16)).calls && of(KERNEL(4, 16)).max_frames == 8);
	CHECK(!of(KERNEL(5, 2)).loops && of(KERNEL(5, 3)).loops);
	CHECK(of(KERNEL(6, 3)).kernel == KERNEL(6, 2) && of(KERNEL(6, 3)).last_map == 32);
	CHECK(strcmp(of(KERNEL(5, 11)).cpu, "v2") == 0 && strcmp(of(KERNEL(5, 12)).cpu, "v3") == 0);
	CHECK(strcmp(of(KERNEL(6, 6)).cpu, "v4") == 0 && of(KERNEL(6, 6)).cpu_chosen);
	CHECK(of(0).kernel == 0 && strcmp(of(0).cpu, "v2") == 0 && !of(0).cpu_chosen);
	CHECK(of(0).loops && of(0).max_insns == 1000000 && of(0).unrolling == UNROLL_SOME);
	CHECK(PROFILE_SINCE(calls, 1) == KERNEL(4, 16));
	CHECK(PROFILE_SINCE(last_helper, 57) == KERNEL(4, 15));
	CHECK(PROFILE_SINCE(last_helper, 130) == KERNEL(5, 8));
	CHECK(PROFILE_SINCE(last_helper, 212) == 0);
	return failed;
}
