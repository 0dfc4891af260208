/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The values of the fields of an opcode (RFC 9669, include/uapi/linux/bpf.h). program.h has
 * functions that extract the fields. */
#ifndef SHIM_ELF_CODE_OPCODE_H
#define SHIM_ELF_CODE_OPCODE_H

enum {
	CLASS_LD,
	CLASS_LDX,
	CLASS_ST,
	CLASS_STX,
	CLASS_ALU,
	CLASS_JMP,
	CLASS_JMP32,
	CLASS_ALU64
};
enum {
	MODE_IMM = 0,
	MODE_ABS = 1,
	MODE_IND = 2,
	MODE_MEM = 3,
	MODE_MEMSX = 4,
	MODE_ATOMIC = 6
};
enum {
	SIZE_W,
	SIZE_H,
	SIZE_B,
	SIZE_DW
};
enum {
	ALU_ADD = 0,
	ALU_SUB = 1,
	ALU_MUL = 2,
	ALU_DIV = 3,
	ALU_OR = 4,
	ALU_AND = 5,
	ALU_LSH = 6,
	ALU_RSH = 7,
	ALU_NEG = 8,
	ALU_MOD = 9,
	ALU_XOR = 10,
	ALU_MOV = 11,
	ALU_ARSH = 12,
	ALU_END = 13
};
enum {
	JMP_JA = 0,
	JMP_EQ = 1,
	JMP_GT = 2,
	JMP_GE = 3,
	JMP_SET = 4,
	JMP_NE = 5,
	JMP_SGT = 6,
	JMP_SGE = 7,
	JMP_CALL = 8,
	JMP_EXIT = 9,
	JMP_LT = 10,
	JMP_LE = 11,
	JMP_SLT = 12,
	JMP_SLE = 13,
	JMP_MAY_GOTO = 14
};
enum {
	ATOMIC_FETCH = 0x01, /* a flag of the operation */
	ATOMIC_CMPXCHG = 0xf1,
	ATOMIC_LOAD_ACQ = 0x100,
	ATOMIC_STORE_REL = 0x110
};
enum {
	OFF_ADDR_SPACE_CAST = 1, /* 'off' of a 64-bit move: BPF_ADDR_SPACE_CAST */
	FRAME_POINTER = 10,
	REGISTERS = 16 /* the register fields have four bits */
};

#endif
