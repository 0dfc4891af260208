/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "base/text.h"

bool text_is_one_slip(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t same = 0;
	while (same < a_len && same < b_len && a[same] == b[same])
		same++;
	a += same, a_len -= same, b += same, b_len -= same;
	if (a_len == b_len + 1)
		return memcmp(a + 1, b, b_len) == 0;
	if (b_len == a_len + 1)
		return memcmp(a, b + 1, a_len) == 0;
	if (a_len != b_len || a_len == 0)
		return false;
	return memcmp(a + 1, b + 1, a_len - 1) == 0 ||
	       (a_len > 1 && a[0] == b[1] && a[1] == b[0] && memcmp(a + 2, b + 2, a_len - 2) == 0);
}

size_t text_sequence(const unsigned char *text)
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
