/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Writes JSON. */
#include "base/json.h"

#include <stdint.h>
#include <string.h>

/* Returns the length of the UTF-8 sequence at 'text' (RFC 3629), or 0 if it is malformed. */
static size_t sequence(const unsigned char *text)
{
	static const struct {
		unsigned char low, high;               /* bounds of the first byte */
		unsigned char second_low, second_high; /* bounds of the second byte */
		size_t length;
	} forms[] = {
		{0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3},
		{0xe1, 0xec, 0x80, 0xbf, 3}, {0xed, 0xed, 0x80, 0x9f, 3},
		{0xee, 0xef, 0x80, 0xbf, 3}, {0xf0, 0xf0, 0x90, 0xbf, 4},
		{0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4},
	};

	if (text[0] < 0x80)
		return 1;
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		if (text[0] < forms[i].low || text[0] > forms[i].high)
			continue;
		if (text[1] < forms[i].second_low || text[1] > forms[i].second_high)
			return 0;
		for (size_t k = 2; k < forms[i].length; k++)
			if ((text[k] & 0xc0) != 0x80)
				return 0;
		return forms[i].length;
	}
	return 0;
}

static void put_string(struct buf *out, const char *value)
{
	const unsigned char *at = (const unsigned char *)value;

	buf_append_byte(out, '"');
	while (*at) {
		size_t length = sequence(at);
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
