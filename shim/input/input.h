/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The inputs: files, archive members, and the bitcode inside them.
 *
 * This room reads every ELF file and archive and keeps the facts as plain data, so no later room
 * opens an input. Reading never fails: an input that cannot be used carries the reason.
 */
#ifndef SHIM_INPUT_INPUT_H
#define SHIM_INPUT_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/names.h"

enum input_kind {
	INPUT_BITCODE,    /* LLVM bitcode, bare or from an ELF section .llvmbc */
	INPUT_IR,         /* LLVM assembly text */
	INPUT_NO_BITCODE, /* an ELF object with code and no bitcode */
	INPUT_SYMBOLS,    /* rustc's symbols.o: an ELF object that only lists symbols */
	INPUT_BAD,        /* missing, empty or of unknown kind; 'wrong' has the reason */
};

struct input {
	enum input_kind kind;
	char *name;           /* for messages: "a.o" or "liba.rlib(a.o)"; owned */
	const uint8_t *bytes; /* 'size' bytes of bitcode or text; owned by struct inputs */
	size_t size;
	bool library; /* an archive member: linked only if something refers to it */
	/* Archive member: the symbols that it defines, from the archive's symbol table.
	 * INPUT_SYMBOLS: the host target's export list, without rustc's own two symbols. */
	struct names defines;
	bool has_bpf_sections; /* INPUT_NO_BITCODE: some section is named like a BPF program's */
	char *wrong;           /* INPUT_BAD: the reason, without the input's name; owned */
};

struct inputs {
	struct input *at; /* in command line order, members in archive order */
	size_t count;
	size_t room;
	struct mapping *mappings; /* of the files; private to mapping.c */
	size_t mapping_count, mapping_room;
};

/* The help for an input that changed or shrank while it was mapped. */
#define INPUT_CHANGED_HELP "build again once nothing else writes to the files that are linked"

/* Opens, maps and classifies the files at these paths. Leaves out archive members without code
 * (rustc's metadata). From here on, SIGBUS ends the process with a message and EXITCODE_INPUT. */
void inputs_read(struct inputs *inputs, const char *const *paths, size_t count);
/* Reports every input that a BPF link cannot use. Returns 0 or -1. An archive member without
 * bitcode is no error here; the merge reports it if something refers to it. */
int inputs_check(const struct inputs *inputs);
/* Reports an input that was written to since it was opened. Returns 0 or -1. */
int inputs_check_unchanged(const struct inputs *inputs);
/* Returns the bytes of address space that the inputs occupy. */
uint64_t inputs_mapped(const struct inputs *inputs);
/* True if some input outside of archives is bitcode. */
bool inputs_have_bitcode(const struct inputs *inputs);
/* True if some input is of this crate's rlib. */
bool inputs_have_crate(const struct inputs *inputs, const char *crate);
/* Returns the input that defines this symbol but has no bitcode, or NULL. */
const struct input *inputs_native_definition(const struct inputs *inputs, const char *symbol);
void inputs_release(struct inputs *inputs);

/* Reads which LLVM wrote the bitcode, from its identification block (LLVM lib/Bitcode/Writer:
 * "LLVM22.1.2-rust-1.95.0-stable"). Stores major, minor and patch in 'version' and returns the
 * whole string, which the caller frees. Returns NULL if the block is missing or malformed. */
char *bitcode_producer(const uint8_t *bytes, size_t size, unsigned version[3]);

#endif
