/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The programs of an object as plain data. The unrolling plan, the check and the reports count
 * them. */
#ifndef SHIM_ELF_CODE_PROGRAM_H
#define SHIM_ELF_CODE_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "elf/image/image.h"

/* Opcodes of control flow and relocations (kernel Documentation/bpf/standardization). */
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

#define INSN_SIZE 8 /* bytes */

/* One BPF instruction (kernel include/uapi/linux/bpf.h, struct bpf_insn) in this machine's byte
 * order. */
struct insn {
	uint8_t opcode;
	uint8_t dst, src;
	int16_t off;
	int32_t imm;
};

/* The fields of an opcode. opcode.h names their values. */
static inline unsigned insn_class(const struct insn *insn)
{
	return insn->opcode & 7;
}
/* For arithmetic and jumps: the operation, and whether the operand is src, not imm. */
static inline unsigned insn_operation(const struct insn *insn)
{
	return insn->opcode >> 4;
}
static inline bool insn_has_register(const struct insn *insn)
{
	return insn->opcode & 8;
}
/* For loads and stores. */
static inline unsigned insn_size(const struct insn *insn)
{
	return insn->opcode >> 3 & 3;
}
static inline unsigned insn_mode(const struct insn *insn)
{
	return insn->opcode >> 5;
}

struct reloc {
	uint32_t insn;          /* index of the instruction in its function */
	const char *symbol;     /* "" for a section symbol */
	const char *section;    /* the symbol's section; NULL: undefined */
	uint32_t section_index; /* index in the file; 0: undefined */
	uint8_t symbol_type;    /* STT_* */
	uint64_t value;
};

/* One function symbol in an executable section. */
struct program {
	const char *name;
	const char *section;
	uint32_t section_index; /* index in the file */
	uint64_t offset;        /* of the function in its section, in bytes */
	struct insn *insns;     /* owned */
	size_t insn_count;      /* in 8-byte slots: a 64-bit load counts as two */
	struct reloc *relocs;   /* owned; sorted by 'insn' */
	size_t reloc_count;
	bool global;        /* STB_GLOBAL or STB_WEAK; a local function is a subprogram */
	bool has_back_edge; /* check_cfg() would find a back edge: there is a loop */
	bool falls_back;    /* one of them is no jump: the loop goes on without one */
	size_t back_edge_from, back_edge_to; /* indices of the jump and its target */
	unsigned stack;                      /* bytes of stack */
	unsigned map_count;                  /* maps that it refers to; a data section is one map */
};

struct image;

struct programs {
	struct program *at; /* sorted by section, then offset; functions do not overlap */
	size_t count;
	struct image *image; /* owned; the strings above belong to it */
};

/* Reads the functions of a BPF object. Does not keep 'bytes'. Returns 0, or -1 after reporting,
 * with 'name', why the object cannot be read. Call programs_release() in both cases. */
int programs_read(struct programs *programs, const char *name, const void *bytes, size_t size);
void programs_release(struct programs *programs);

/* True for a function that loaders load as a program: global and outside .text. */
bool program_is_entry(const struct program *program);

/* Returns the relocation of an instruction, or NULL. */
const struct reloc *program_reloc(const struct program *program, size_t insn);

/* Returns the function that a call with CALL_SUBPROGRAM or a 64-bit load of a function refers to,
 * or NULL. The relocation tells; without one, the target is in the same section (libbpf,
 * bpf_object__reloc_code). */
const struct program *program_callee(const struct programs *programs, const struct program *from,
				     size_t insn);

/* True if the instruction calls a function of the object or takes its address. */
bool program_leads_to_function(const struct programs *programs, const struct program *program,
			       size_t insn);

/* Appends to the list of 'count' functions all that they reach by calls and addresses, each once.
 * The list must have room for all functions. Returns the new count. */
size_t programs_reach(const struct programs *programs, const struct program **list, size_t count);

/* Stores the successors of instruction 'insn' in 'next' and returns how many it has, 0 to 2. A
 * successor outside the function is insn_count or more. */
unsigned program_next(const struct program *program, size_t insn, size_t next[2]);

/* True if the relocation refers to a map or to a data section that loaders make a map of. */
bool reloc_is_map(const struct programs *programs, const struct reloc *reloc);

/* Returns how many different maps these functions refer to. */
unsigned programs_count_maps(const struct programs *programs, const struct program *const *list,
			     size_t count);

#endif
