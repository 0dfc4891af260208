/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_EXPLAIN_TYPE_WORDS_H
#define SHIM_EXPLAIN_TYPE_WORDS_H

/* What a type of the verifier's is to a user: a literal, or 'type' itself if it is not known. */
const char *type_words(const char *type);

#endif
