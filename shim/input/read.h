/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Shared by the files of this room. Private to it. */
#ifndef SHIM_INPUT_READ_H
#define SHIM_INPUT_READ_H

#include "base/text.h"
#include "input/input.h"

/* Appends an input of kind INPUT_BAD and takes ownership of 'name'. The next call invalidates the
 * pointer. */
struct input *inputs_add(struct inputs *inputs, char *name, const uint8_t *bytes, size_t size);
void inputs_drop_last(struct inputs *inputs);
/* Frees the list. inputs_unmap() frees the bytes. */
void inputs_release_list(struct inputs *inputs);
/* Marks an input as unusable. The first reason is kept. */
void input_set_bad(struct input *in, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* Returns the bytes of a file, valid until inputs_unmap(). On failure, appends an unusable input
 * with the reason and returns NULL. */
const uint8_t *inputs_map(struct inputs *inputs, const char *path, size_t *size);
void inputs_unmap(struct inputs *inputs);

bool bytes_are_bitcode(const uint8_t *bytes, size_t size);
bool bytes_are_elf(const uint8_t *bytes, size_t size);
bool bytes_are_archive(const uint8_t *bytes, size_t size);
bool bytes_are_thin_archive(const uint8_t *bytes, size_t size);

/* Classifies an ELF object by its sections. If it has bitcode, that replaces its bytes. */
void input_read_elf(struct input *in);
/* Appends the members of an archive. */
void inputs_read_archive(struct inputs *inputs, const char *path, const uint8_t *bytes,
			 size_t size);

#endif
