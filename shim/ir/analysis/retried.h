/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Loops that go round as long as an atomic exchange fails. */
#ifndef SHIM_IR_ANALYSIS_RETRIED_H
#define SHIM_IR_ANALYSIS_RETRIED_H

#include "ir/analysis/loop.h"

/* True when each way back to the header leads over the failure of a cmpxchg of this round: as in
 * fetch_update(), and in a lock that spins. No number tells how often that can be; *tries is how
 * often the verifier can be shown. */
bool retried_tries(const struct loop *loop, uint64_t *tries);

#endif
