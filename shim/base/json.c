/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Writes JSON. */
#include "base/json.h"

#include <stdint.h>
#include <string.h>

#include "base/text.h"

static void put_string(struct buf *out, const char *value)
{
	const unsigned char *at = (const unsigned char *)value;

	buf_append_byte(out, '"');
	while (*at) {
		size_t length = text_sequence(at);
		if (length == 0)
			buf_append(out, "\xef\xbf\xbd", 3);
		else if (*at == '"' || *at == '\\')
			buf_printf(out, "\\%c", *at);
		else if (*at < 0x20 || *at == 0x7f)
			buf_printf(out, "\\u%04x", *at);
		else
			buf_append(out, at, length);
		at += length ? length : 1;
	}
	buf_append_byte(out, '"');
}

static void begin(struct json *json, const char *name)
{
	if (json->comma)
		buf_append_byte(&json->text, ',');
	if (name) {
		put_string(&json->text, name);
		buf_append_byte(&json->text, ':');
	}
	json->comma = true;
}

void json_open(struct json *json, const char *name, char bracket)
{
	begin(json, name);
	buf_append_byte(&json->text, bracket);
	json->comma = false;
}

void json_close(struct json *json, char bracket)
{
	buf_append_byte(&json->text, bracket);
	json->comma = true;
}

void json_string(struct json *json, const char *name, const char *value)
{
	begin(json, name);
	if (value)
		put_string(&json->text, value);
	else
		buf_printf(&json->text, "null");
}

void json_number(struct json *json, const char *name, uint64_t value)
{
	begin(json, name);
	buf_printf(&json->text, "%ju", (uintmax_t)value);
}

void json_bool(struct json *json, const char *name, bool value)
{
	begin(json, name);
	buf_printf(&json->text, value ? "true" : "false");
}
