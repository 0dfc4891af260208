/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The inputs: files, archive members, and the bitcode inside them.
 *
 * Everything that libelf knows about inputs is found here and kept as plain data, so that no later
 * room opens a file. As with the options, reading never fails: what is wrong is kept per input.
 */
#ifndef SHIM_INPUT_INPUT_H
#define SHIM_INPUT_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/names.h"

enum input_kind {
	INPUT_BITCODE,    /* LLVM bitcode, bare or out of an ELF section .llvmbc */
	INPUT_IR,         /* LLVM assembly text */
	INPUT_NO_BITCODE, /* an ELF object with code and no bitcode */
	INPUT_SYMBOLS,    /* rustc's symbols.o: an ELF object that only names symbols */
	INPUT_BAD,        /* missing, empty, of unknown kind: see 'wrong' */
};

struct input {
	enum input_kind kind;
	char *name;           /* for messages: "a.o" or "liba.rlib(a.o)"; owned */
	const uint8_t *bytes; /* bitcode or text, 'size' bytes; belong to the inputs */
	size_t size;
	bool library;          /* came out of an archive: linked only as far as it is reached */
	struct names defines;  /* archive member: names it defines, by the archive's symbol table;
				* INPUT_SYMBOLS: the names it mentions (the host target's export
				* list, rustc's own two names left out) */
	bool has_bpf_sections; /* INPUT_NO_BITCODE: has sections named like a BPF program's */
	char *wrong;           /* INPUT_BAD: the message, without the input's name; owned */
};

struct inputs {
	struct input *at; /* in the order of the command line, members in archive order */
	size_t count;
	size_t room;
	struct mapping *mappings; /* of the files; private to mapping.c */
	size_t mapping_count, mapping_room;
};

/* What to do about an input that changed, or became shorter, while it was mapped. */
#define INPUT_CHANGED_HELP "build again once nothing else writes to the files that are linked"

/* Opens, maps and sorts the files at these paths. Archive members that hold no code (rustc's
 * metadata) are left out. From here on, SIGBUS ends the process with a message and EXITCODE_INPUT.
 */
void inputs_read(struct inputs *inputs, const char *const *paths, size_t count);
/* Reports every input that cannot be used in a BPF link; 0 or -1. Archive members without bitcode
 * are no error here: merge complains when one of them is needed. */
int inputs_check(const struct inputs *inputs);
/* Reports an input that something has written to since it was opened; 0 or -1. */
int inputs_check_unchanged(const struct inputs *inputs);
/* The bytes of address space that the inputs take. */
uint64_t inputs_mapped(const struct inputs *inputs);
/* True when some input that is no archive member is bitcode. */
bool inputs_have_bitcode(const struct inputs *inputs);
/* The input that defines this symbol without having bitcode for it, or NULL. */
const struct input *inputs_native_definition(const struct inputs *inputs, const char *symbol);
void inputs_release(struct inputs *inputs);

/* The version of LLVM that wrote the bitcode, from its identification block (LLVM
 * lib/Bitcode/Writer: "LLVM22.1.2-rust-1.95.0-stable"): fills major, minor, patch and returns the
 * producer string (caller frees), or NULL when there is none or it makes no sense. */
char *bitcode_producer(const uint8_t *bytes, size_t size, unsigned version[3]);

#endif
