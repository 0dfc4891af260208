/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Writes compact JSON (RFC 8259). Names in an object file can be any bytes. JSON libraries refuse
 * malformed UTF-8 or copy it; this writer replaces each malformed byte by U+FFFD.
 */
#ifndef SHIM_BASE_JSON_H
#define SHIM_BASE_JSON_H

#include <stdint.h>

#include "base/buf.h"

struct json {
	struct buf text;
	bool comma; /* a value was written: the next one needs a comma */
};

/* 'name' is the member's name, or NULL inside an array and at the top level. */
void json_open(struct json *json, const char *name, char bracket);        /* '{' or '[' */
void json_close(struct json *json, char bracket);                         /* '}' or ']' */
void json_string(struct json *json, const char *name, const char *value); /* NULL writes null */
void json_number(struct json *json, const char *name, uint64_t value);
void json_bool(struct json *json, const char *name, bool value);

#endif
