/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the verifier says of an object: the object, the word 'explain' on a line of its own, the
 * log. */
#include "explain/explain.h"
#include "fuzz.h"

#define SEPARATOR "\nexplain\n"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	const uint8_t *log = memmem(bytes, size, SEPARATOR, strlen(SEPARATOR));
	struct buf object = {0}, text = {0};
	struct subject subject = {0};
	struct costs costs;

	start();
	if (!log)
		return 0;
	buf_append(&object, bytes, (size_t)(log - bytes));
	log += strlen(SEPARATOR);
	buf_append(&text, log, (size_t)(bytes + size - log));
	if (subject_read(&subject, "object", &object) == 0) {
		explain_log(&subject, &text, NULL);
		costs_read(&costs, &subject, &text, "prog");
		costs_release(&costs);
	}
	subject_release(&subject);
	buf_release(&object);
	buf_release(&text);
	return 0;
}
