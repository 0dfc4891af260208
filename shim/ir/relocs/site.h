/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A place in the program that asks for a CO-RE relocation: a call that a macro of
 * target-spec/btf makes, of a function that nothing defines. Its name says what is asked for,
 * its first argument is a function whose template parameter is the type:
 *
 *     __btf:KIND:PATH@FILE:LINE:COLUMN          or __btf:KIND:typedef:PATH@FILE:LINE:COLUMN
 *
 * Its last arguments are the values of the first SITE_INDEXES indexes in the path of a field.
 */
#ifndef SHIM_IR_RELOCS_SITE_H
#define SHIM_IR_RELOCS_SITE_H

#include "base/message.h"
#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

#define SITE_INDEXES 3

/* What becomes of the call. */
enum site_form {
	SITE_FIELD, /* a number that tells of a field */
	SITE_PLACE, /* the address of a field */
	SITE_BITS,  /* the address of the bytes with a bit field */
	SITE_TYPE,  /* a number that tells of a type */
	SITE_ID,    /* the id of a type */
	SITE_ENUM,  /* a number that tells of an enumerator */
};

/* How the pointers on the way to a field are followed. */
enum site_follow {
	FOLLOW_NOT,
	FOLLOW_LOADS,
	FOLLOW_KERNEL, /* by probe_read_kernel */
	FOLLOW_USER,   /* by probe_read_user */
};

struct site_kind {
	const char *name;
	enum site_form form;
	unsigned number; /* of the intrinsic's own enumeration */
	enum site_follow follow;
};

struct site {
	const struct site_kind *kind; /* NULL: this program is older than the macro */
	bool is_typedef;         /* C has a typedef of an anonymous type in place of the type */
	char *path;              /* owned: as the macro's user wrote it */
	char *file;              /* owned */
	struct diag_where where; /* of the macro's use */
	LLVMValueRef call;
	LLVMMetadataRef type;
};

/* Whether a function is one that such calls call. */
bool site_is_callee(LLVMValueRef function);
/* Reads its name. */
void site_read(struct site *site, LLVMValueRef callee);
void site_release(struct site *site);

#endif
