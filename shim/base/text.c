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
