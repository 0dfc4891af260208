/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Reads whole files. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* Larger than any list or object. Reading /dev/zero must not exhaust memory. */
#define LARGEST_FILE (256u << 20)

int file_read_open(int fd, struct buf *text)
{
	char piece[16384];
	ssize_t got = 0;

	while (text->size <= LARGEST_FILE && (got = read(fd, piece, sizeof(piece))) > 0)
		buf_append(text, piece, (size_t)got);
	if (text->size > LARGEST_FILE) {
		got = -1;
		errno = EFBIG;
	}
	if (got < 0)
		return -1;
	buf_append(text, "", 0);
	return 0;
}

int file_read(const char *path, struct buf *text)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	int result = file_read_open(fd, text);
	int saved = errno;
	close(fd);
	errno = saved;
	return result;
}
