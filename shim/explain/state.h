/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What a log says of one register. */
#ifndef SHIM_EXPLAIN_STATE_H
#define SHIM_EXPLAIN_STATE_H

#include <stdbool.h>
#include <stdint.h>

struct known {
	char type[32]; /* as the newest kernels say it: scalar, ctx, map_value, pkt, fp, ... */
	char map[32];  /* the map's name as the kernel has it; "" */
	bool constant; /* a scalar of one value: 'smin' */
	bool has_max;
	uint64_t umax;
	bool has_min; /* of a signed comparison */
	int64_t smin;
	int64_t off;    /* the constant part of a pointer's offset */
	uint64_t size;  /* of a map's value; else 0 */
	uint64_t range; /* bytes of a packet that a comparison has proved */
};

/* Finds a register in a state. Returns false if the state does not name it. */
bool state_find(const char *state, unsigned reg, struct known *known);

#endif
