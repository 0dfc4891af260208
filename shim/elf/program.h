/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The programs inside an object, as plain data: what plan, check and the reports count. */
#ifndef SHIM_ELF_PROGRAM_H
#define SHIM_ELF_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One BPF instruction as it lies in the file (kernel include/uapi/linux/bpf.h, struct bpf_insn),
 * turned to this machine's byte order. */
struct insn {
	uint8_t opcode;
	uint8_t dst, src;
	int16_t off;
	int32_t imm;
};

struct reloc {
	uint32_t insn;       /* index of the instruction in its function */
	const char *symbol;  /* "" for a section symbol */
	const char *section; /* where the symbol is defined; NULL: undefined */
	uint8_t symbol_type; /* STT_* */
	uint64_t value;
};

/* One function symbol in an executable section. */
struct program {
	const char *name;
	const char *section;
	uint64_t offset;     /* of the function in its section, in bytes */
	struct insn *insns;  /* owned */
	size_t insn_count;   /* in 8-byte slots: ld_imm64 counts two */
	struct reloc *relocs; /* owned; ascending by insn */
	size_t reloc_count;
	bool global;         /* STB_GLOBAL; local ones are subprograms */
	bool has_cycle;      /* its control flow graph has a cycle (depth first, as check_cfg does) */
	unsigned stack;      /* deepest byte below r10 that an instruction names */
	unsigned map_count;  /* different maps it refers to */
};

struct programs {
	struct program *at; /* in the order of the sections, then offset */
	size_t count;
	void *elf;          /* private: keeps the strings alive */
	char *copy;         /* private: the bytes that 'elf' reads */
};

/* Reads the functions of a BPF object. The bytes may go away afterwards. Returns 0, or -1 after
 * reporting why it is no readable BPF object ('name' is used in the message). */
int programs_read(struct programs *programs, const char *name, const void *bytes, size_t size);
void programs_release(struct programs *programs);

#endif
