/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Reads which LLVM wrote a bitcode file: a parser for the bitstream's first block, the
 * identification block. Its format is the same since LLVM 3.8, whatever version the rest has (LLVM
 * docs/BitCodeFormat.rst, "IDENTIFICATION_BLOCK Contents").
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "input/input.h"

/* docs/BitCodeFormat.rst, "Abbreviation IDs" and "Define Abbreviations". */
enum {
	ABBREV_END_BLOCK,
	ABBREV_ENTER_SUBBLOCK,
	ABBREV_DEFINE,
	ABBREV_UNABBREVIATED,
	ABBREV_FIRST_DEFINED,
};

enum encoding {
	ENCODING_LITERAL = 0,
	ENCODING_FIXED = 1,
	ENCODING_VBR = 2,
	ENCODING_ARRAY = 3,
	ENCODING_CHAR6 = 4,
};

/* docs/BitCodeFormat.rst, "Bitcode Wrapper Format" and "Magic Numbers" */
#define WRAPPER_MAGIC 0x0B17C0DE
#define WRAPPER_SIZE 20
#define BITCODE_MAGIC 0xDEC04342

/* llvm/Bitcode/LLVMBitCodes.h */
enum {
	IDENTIFICATION_BLOCK_ID = 13,
	IDENTIFICATION_CODE_STRING = 1,
};

/* Far more than LLVM writes: one abbreviation per record, three operands, 30 characters. */
enum {
	MAX_ABBREVS = 8,
	MAX_OPERANDS = 8,
	MAX_TEXT = 256,
};

/* A stream of bits. Reading beyond its end returns 0 and sets 'failed'. */
struct bits {
	const uint8_t *bytes;
	uint64_t size, at; /* in bits */
	bool failed;
};

struct operand {
	enum encoding encoding;
	uint64_t value; /* the literal, or the width in bits */
};

struct abbrev {
	struct operand operands[MAX_OPERANDS];
	unsigned count;
};

struct record {
	uint64_t code;
	char text[MAX_TEXT + 1];
	unsigned len; /* of the text */
	bool has_code;
};

static uint64_t read_fixed(struct bits *bits, unsigned width)
{
	if (width > 64 || bits->size - bits->at < width) {
		bits->failed = true;
		return 0;
	}
	uint64_t value = 0;
	for (unsigned i = 0; i < width; i++, bits->at++) {
		uint64_t bit = bits->bytes[bits->at / 8] >> (bits->at % 8) & 1;
		value |= bit << i;
	}
	return value;
}

static uint64_t read_vbr(struct bits *bits, unsigned width)
{
	if (width < 2 || width > 32) {
		bits->failed = true;
		return 0;
	}
	uint64_t more = UINT64_C(1) << (width - 1), value = 0;
	for (unsigned shift = 0; shift < 64; shift += width - 1) {
		uint64_t piece = read_fixed(bits, width);
		value |= (piece & (more - 1)) << shift;
		if (!(piece & more))
			return value;
	}
	bits->failed = true;
	return 0;
}

static void align_to_word(struct bits *bits)
{
	uint64_t end = (bits->at + 31) / 32 * 32;
	if (end > bits->size)
		bits->failed = true;
	else
		bits->at = end;
}

static void define_abbrev(struct bits *bits, struct abbrev *abbrev)
{
	uint64_t count = read_vbr(bits, 5);
	if (count > MAX_OPERANDS) {
		bits->failed = true;
		return;
	}
	abbrev->count = (unsigned)count;
	for (unsigned i = 0; i < abbrev->count; i++) {
		struct operand *operand = &abbrev->operands[i];
		*operand = (struct operand){0};
		if (read_fixed(bits, 1)) {
			operand->value = read_vbr(bits, 8);
			continue;
		}
		operand->encoding = (enum encoding)read_fixed(bits, 3);
		if (operand->encoding == ENCODING_FIXED || operand->encoding == ENCODING_VBR)
			operand->value = read_vbr(bits, 5);
	}
}

/* The first value of a record is its code. In a string record the others are characters. */
static void add_value(struct bits *bits, struct record *record, uint64_t value)
{
	if (!record->has_code) {
		record->code = value;
		record->has_code = true;
	} else if (record->len == MAX_TEXT) {
		bits->failed = true;
	} else {
		record->text[record->len++] = (char)value;
	}
}

/* Truncation must not turn an invalid width into a valid one. */
static unsigned narrow(uint64_t width)
{
	return width > UINT_MAX ? UINT_MAX : (unsigned)width;
}

static uint64_t read_operand(struct bits *bits, const struct operand *operand)
{
	static const char char6[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._";

	switch (operand->encoding) {
	case ENCODING_LITERAL:
		return operand->value;
	case ENCODING_FIXED:
		return read_fixed(bits, narrow(operand->value));
	case ENCODING_VBR:
		return read_vbr(bits, narrow(operand->value));
	case ENCODING_CHAR6:
		return (uint64_t)char6[read_fixed(bits, 6)];
	default:
		bits->failed = true;
		return 0;
	}
}

static void read_abbreviated(struct bits *bits, const struct abbrev *abbrev, struct record *record)
{
	for (unsigned i = 0; i < abbrev->count && !bits->failed; i++) {
		const struct operand *operand = &abbrev->operands[i];
		if (operand->encoding != ENCODING_ARRAY) {
			add_value(bits, record, read_operand(bits, operand));
			continue;
		}
		/* The encoding of the elements is the last operand. */
		if (++i >= abbrev->count) {
			bits->failed = true;
			return;
		}
		uint64_t len = read_vbr(bits, 6);
		for (uint64_t j = 0; j < len && !bits->failed; j++)
			add_value(bits, record, read_operand(bits, &abbrev->operands[i]));
	}
}

static void read_unabbreviated(struct bits *bits, struct record *record)
{
	add_value(bits, record, read_vbr(bits, 6));
	uint64_t len = read_vbr(bits, 6);
	for (uint64_t i = 0; i < len && !bits->failed; i++)
		add_value(bits, record, read_vbr(bits, 6));
}

/* Finds the block's string record. Returns false if there is none. */
static bool find_string(struct bits *bits, unsigned abbrev_width, struct record *record)
{
	struct abbrev abbrevs[MAX_ABBREVS];
	unsigned abbrev_count = 0;

	while (!bits->failed) {
		uint64_t id = read_fixed(bits, abbrev_width);
		if (id == ABBREV_END_BLOCK || id == ABBREV_ENTER_SUBBLOCK)
			return false;
		if (id == ABBREV_DEFINE) {
			if (abbrev_count == MAX_ABBREVS)
				return false;
			define_abbrev(bits, &abbrevs[abbrev_count++]);
			continue;
		}
		*record = (struct record){0};
		if (id == ABBREV_UNABBREVIATED)
			read_unabbreviated(bits, record);
		else if (id - ABBREV_FIRST_DEFINED < abbrev_count)
			read_abbreviated(bits, &abbrevs[id - ABBREV_FIRST_DEFINED], record);
		else
			return false;
		if (!bits->failed && record->code == IDENTIFICATION_CODE_STRING)
			return true;
	}
	return false;
}

static uint32_t little_word(const uint8_t *bytes)
{
	return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
	       (uint32_t)bytes[3] << 24;
}

/* The wrapper's header has five little-endian words: magic, version, offset, size, CPU type. */
static void skip_wrapper(const uint8_t **bytes, size_t *size)
{
	if (*size < WRAPPER_SIZE || little_word(*bytes) != WRAPPER_MAGIC)
		return;
	uint32_t offset = little_word(*bytes + 8);
	if (offset <= *size) {
		*bytes += offset;
		*size -= offset;
	}
}

char *bitcode_producer(const uint8_t *bytes, size_t size, unsigned version[3])
{
	skip_wrapper(&bytes, &size);
	struct bits bits = {.bytes = bytes, .size = (uint64_t)size * 8};
	if (read_fixed(&bits, 32) != BITCODE_MAGIC)
		return NULL;

	/* Abbreviation ids are two bits wide outside of blocks. */
	if (read_fixed(&bits, 2) != ABBREV_ENTER_SUBBLOCK ||
	    read_vbr(&bits, 8) != IDENTIFICATION_BLOCK_ID)
		return NULL;
	uint64_t abbrev_width = read_vbr(&bits, 4);
	align_to_word(&bits);
	read_fixed(&bits, 32); /* the block's length */
	struct record record;
	if (abbrev_width < 2 || abbrev_width > 32 ||
	    !find_string(&bits, (unsigned)abbrev_width, &record))
		return NULL;
	record.text[record.len] = '\0';

	if (sscanf(record.text, "LLVM%9u.%9u.%9u", &version[0], &version[1], &version[2]) != 3)
		return NULL;
	return xstrdup(record.text);
}
