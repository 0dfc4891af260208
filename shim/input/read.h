/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* How the files of the input room work together. Private to it. */
#ifndef SHIM_INPUT_READ_H
#define SHIM_INPUT_READ_H

#include "base/text.h"
#include "input/input.h"

/* Adds an input of unknown kind; takes 'name' over. The pointer is good until the next addition. */
struct input *inputs_add(struct inputs *inputs, char *name, const uint8_t *bytes, size_t size);
void inputs_drop_last(struct inputs *inputs);
/* Frees the list; inputs_unmap() frees what its bytes belong to. */
void inputs_release_list(struct inputs *inputs);
/* Turns an input into one that cannot be used; the first reason stays. */
void input_set_bad(struct input *in, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* The bytes of a file, which stay until inputs_unmap(); or NULL, after adding an input that says
 * what is wrong with it. */
const uint8_t *inputs_map(struct inputs *inputs, const char *path, size_t *size);
void inputs_unmap(struct inputs *inputs);

bool bytes_are_bitcode(const uint8_t *bytes, size_t size);
bool bytes_are_elf(const uint8_t *bytes, size_t size);
bool bytes_are_archive(const uint8_t *bytes, size_t size);
bool bytes_are_thin_archive(const uint8_t *bytes, size_t size);

/* Sorts an ELF object by its sections; its bytes become those of its bitcode, if it has some. */
void input_read_elf(struct input *in);
/* Adds the members of an archive. */
void inputs_read_archive(struct inputs *inputs, const char *path, const uint8_t *bytes,
			 size_t size);

#endif
