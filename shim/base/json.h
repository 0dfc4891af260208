/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Writes JSON (RFC 8259), compact. An own writer, since the libraries refuse what is no UTF-8 or
 * pass it on, and names in an object file can be any bytes: such bytes become U+FFFD here.
 */
#ifndef SHIM_BASE_JSON_H
#define SHIM_BASE_JSON_H

#include <stdint.h>

#include "base/buf.h"

struct json {
	struct buf text;
	bool comma; /* the next value needs one before it */
};

/* Each takes the member's name, or NULL inside an array and at the top. */
void json_open(struct json *json, const char *name, char bracket);        /* '{' or '[' */
void json_close(struct json *json, char bracket);                         /* '}' or ']' */
void json_string(struct json *json, const char *name, const char *value); /* NULL: null */
void json_number(struct json *json, const char *name, uint64_t value);
void json_bool(struct json *json, const char *name, bool value);

#endif
