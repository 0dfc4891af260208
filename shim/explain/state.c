/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Reads "R2=scalar(smin=0,smax=umax=255,var_off=(0x0; 0xff))" in all its spellings since 4.15. */
#include "explain/state.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* The end of a value: a space outside of parentheses. */
static size_t value_length(const char *text)
{
	size_t i;
	int depth = 0;

	for (i = 0; text[i] && (depth > 0 || text[i] != ' '); i++)
		depth += (text[i] == '(') - (text[i] == ')');
	return i;
}

static bool is_name(const char *at, size_t length, const char *name)
{
	return strlen(name) == length && strncmp(at, name, length) == 0;
}

static void set_field(struct known *known, const char *name, size_t length, const char *value)
{
	if (is_name(name, length, "umax") || is_name(name, length, "umax_value")) {
		known->umax = strtoull(value, NULL, 0);
		known->has_max = true;
	} else if (is_name(name, length, "smin") || is_name(name, length, "smin_value")) {
		known->smin = strtoll(value, NULL, 0);
		known->has_min = true;
	} else if (is_name(name, length, "off")) {
		known->off = strtoll(value, NULL, 0);
	} else if (is_name(name, length, "vs")) {
		known->size = strtoull(value, NULL, 0);
	} else if (is_name(name, length, "r")) {
		known->range = strtoull(value, NULL, 0);
	} else if (is_name(name, length, "map") || is_name(name, length, "map_name")) {
		snprintf(known->map, sizeof(known->map), "%.*s", (int)strcspn(value, ",)"), value);
	}
}

/* "smin=smin32=0,smax=umax=64": names share the value that ends the row. */
static void read_fields(struct known *known, const char *text, size_t length)
{
	for (size_t at = 0; at < length;) {
		size_t end = at;
		int depth = 0;
		while (end < length && (depth > 0 || text[end] != ',')) {
			depth += (text[end] == '(') - (text[end] == ')');
			end++;
		}
		size_t value = at;
		for (size_t i = at; i < end && text[i] != '('; i++)
			if (text[i] == '=')
				value = i + 1;
		for (size_t name = at; name < value;) {
			size_t equals = strcspn(text + name, "=");
			set_field(known, text + name, equals, text + value);
			name += equals + 1;
		}
		at = end + 1;
	}
}

static void set_constant(struct known *known, const char *text)
{
	strcpy(known->type, "scalar");
	known->constant = known->has_max = known->has_min = true;
	known->smin = *text == '-' ? strtoll(text, NULL, 0) : (int64_t)strtoull(text, NULL, 0);
	known->umax = (uint64_t)known->smin;
}

static void read_value(struct known *known, const char *text, size_t length)
{
	size_t skip = 0;

	*known = (struct known){0};
	if (text_starts_with(text, "inv"))
		skip = text[3] == 'P' ? 4 : 3;
	else if (*text == 'P' && (isdigit((unsigned char)text[1]) || text[1] == '-'))
		skip = 1;
	text += skip;
	length -= skip;
	if (length && (isdigit((unsigned char)*text) || *text == '-')) {
		set_constant(known, text);
		return;
	}
	size_t name = strcspn(text, "(= ");
	if (name > length)
		name = length;
	/* The frame pointer's offset is written without a name: fp-8. */
	if (text_starts_with(text, "fp") && (text[2] == '-' || isdigit((unsigned char)text[2]))) {
		known->off = strtoll(text + 2, NULL, 10);
		strcpy(known->type, "fp");
	} else {
		snprintf(known->type, sizeof(known->type), "%.*s", (int)name, text);
	}
	if (!*known->type || strcmp(known->type, "Pscalar") == 0)
		strcpy(known->type, "scalar");
	if (name + 1 < length && text[name] == '(')
		read_fields(known, text + name + 1, length - name - 2);
}

bool state_find(const char *state, unsigned reg, struct known *known)
{
	for (const char *at = state; at && *at;) {
		if (*at == 'R' && isdigit((unsigned char)at[1])) {
			char *end;
			unsigned long number = strtoul(at + 1, &end, 10);
			if (*end == '_')
				end += 1 + strspn(end + 1, "rwdD");
			if (number == reg && *end == '=') {
				read_value(known, end + 1, value_length(end + 1));
				return true;
			}
		}
		at += value_length(at);
		at += strspn(at, " ");
	}
	return false;
}
