/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The programs inside an object, as plain data: what plan, check and the reports count. */
#ifndef SHIM_ELF_CODE_PROGRAM_H
#define SHIM_ELF_CODE_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "elf/image/image.h"

/* Opcodes that steer control or take relocations (kernel Documentation/bpf/standardization). */
enum {
	OP_JA = 0x05,
	OP_GOTOL = 0x06,
	OP_LD_IMM64 = 0x18,
	OP_CALL = 0x85,
	OP_CALLX = 0x8d,
	OP_EXIT = 0x95,
};

enum {
	CALL_HELPER = 0,
	CALL_SUBPROGRAM = 1
}; /* src of OP_CALL */

/* One BPF instruction as it lies in the file (kernel include/uapi/linux/bpf.h, struct bpf_insn),
 * turned to this machine's byte order. */
struct insn {
	uint8_t opcode;
	uint8_t dst, src;
	int16_t off;
	int32_t imm;
};

struct reloc {
	uint32_t insn;          /* index of the instruction in its function */
	const char *symbol;     /* "" for a section symbol */
	const char *section;    /* where the symbol is defined; NULL: undefined */
	uint32_t section_index; /* in the file; 0: undefined */
	uint8_t symbol_type;    /* STT_* */
	uint64_t value;
};

/* One function symbol in an executable section. */
struct program {
	const char *name;
	const char *section;
	uint32_t section_index; /* in the file */
	uint64_t offset;        /* of the function in its section, in bytes */
	struct insn *insns;     /* owned */
	size_t insn_count;      /* in 8-byte slots: ld_imm64 counts two */
	struct reloc *relocs;   /* owned; ascending by insn */
	size_t reloc_count;
	bool global;    /* STB_GLOBAL or STB_WEAK; local ones are subprograms */
	bool has_cycle; /* its control flow graph has a cycle (depth first, as check_cfg does) */
	size_t cycle_from, cycle_to; /* the jump that closes it */
	unsigned stack;              /* deepest byte below r10 that an instruction names */
	unsigned map_count;          /* different maps it refers to, sections of data among them */
};

struct image;

struct programs {
	struct program *at; /* in the order of the sections, then offset; they do not overlap */
	size_t count;
	struct image *image; /* the object they are from; owned, keeps the strings alive */
};

/* Reads the functions of a BPF object. The bytes may go away afterwards. Returns 0, or -1 after
 * reporting why it is no readable BPF object ('name' is used in the message); release it in both
 * cases. */
int programs_read(struct programs *programs, const char *name, const void *bytes, size_t size);
void programs_release(struct programs *programs);

/* A function that loaders start: global, and outside .text. */
bool program_is_entry(const struct program *program);

/* The relocation of an instruction, or NULL. */
const struct reloc *program_reloc(const struct program *program, size_t insn);

/* The function that a call with CALL_SUBPROGRAM, or a ld_imm64 of a function, leads to: by its
 * relocation, or without one within its section (libbpf, bpf_object__reloc_code). NULL: none. */
const struct program *program_callee(const struct programs *programs, const struct program *from,
				     size_t insn);

/* Does the instruction call a function of the object, or take its address? */
bool program_leads_to_function(const struct programs *programs, const struct program *program,
			       size_t insn);

/* Adds to the 'count' functions in the list those that they reach by calls and addresses, each
 * once; the list has room for all. Returns how many there are then. */
size_t programs_reach(const struct programs *programs, const struct program **list, size_t count);

/* Where control goes from instruction 'insn': fills 'next' and returns how many (0 to 2). The
 * values may be outside the function: then they are at least insn_count. */
unsigned program_next(const struct program *program, size_t insn, size_t next[2]);

/* Does the relocation refer to a map, or to a section that loaders make a map of? */
bool reloc_is_map(const struct programs *programs, const struct reloc *reloc);

/* How many different maps these functions refer to together. */
unsigned programs_count_maps(const struct programs *programs, const struct program *const *list,
			     size_t count);

#endif
