/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* cut_producer FILE: the producer of FILE's bitcode, whole, in a wrapper, and cut at every length.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "input/input.h"

static void print(const char *what, const void *bytes, size_t size)
{
	/* A copy of its own size, so that a read beyond it does not go unnoticed. */
	uint8_t *copy = malloc(size ? size : 1);
	memcpy(copy, bytes, size);
	unsigned version[3];
	char *producer = bitcode_producer(copy, size, version);
	printf("%s: %s\n", what, producer ? producer : "(none)");
	free(producer);
	free(copy);
}

int main(int argc, char **argv)
{
	struct buf file = {0}, wrapped = {0};
	if (argc < 2 || file_read(argv[1], &file) < 0)
		return 2;
	print("whole", file.data, file.size);

	/* Magic, version, offset, size, cpu; LLVM docs/BitCodeFormat.rst. */
	buf_append(&wrapped, "\xDE\xC0\x17\x0B\0\0\0\0\x14\0\0\0\0\0\0\0\0\0\0\0", 20);
	buf_append(&wrapped, file.data, file.size);
	print("wrapped", wrapped.data, wrapped.size);
	wrapped.data[8] = '\xFF';
	wrapped.data[11] = '\xFF';
	print("wrapped wrongly", wrapped.data, wrapped.size);

	for (size_t size = 0; size < 64 && size < file.size; size++)
		print("cut", file.data, size);
	buf_release(&wrapped);
	buf_release(&file);
	return 0;
}
