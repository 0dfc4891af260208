/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Arithmetic that C lacks. */
#ifndef SHIM_BASE_NUMBER_H
#define SHIM_BASE_NUMBER_H

#include <stdint.h>

/* The other number, when one is zero. */
static inline uint64_t greatest_divisor(uint64_t a, uint64_t b)
{
	while (b) {
		uint64_t rest = a % b;
		a = b;
		b = rest;
	}
	return a;
}

#endif
