/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The table of what the verifier says: message, reason, help.
 *
 * Patterns: %d stands for a number, %s for a word without spaces, %* for any text, which does not
 * end the pattern. What they stand for is {1}, {2} and so on in reason and help, next to the facts
 * that facts.h lists. A part in brackets is left out if one of its facts is not known.
 */
#ifndef SHIM_EXPLAIN_KINDS_H
#define SHIM_EXPLAIN_KINDS_H

#include <stddef.h>

/* Whose value the user has to know about. */
enum about {
	ABOUT_NOTHING,
	ABOUT_REGISTER, /* the register that {1} is the number of */
	ABOUT_BASE,     /* the pointer of a load or store */
	ABOUT_ADDEND,   /* what was added to the pointer of a load or store, or the pointer */
	ABOUT_ADDED,    /* the number in an addition to a pointer */
	ABOUT_SOURCE,   /* the value that is stored, compared or added */
	ABOUT_RETURN,   /* r0 */
	ABOUT_HOTTEST,  /* the line that most steps of the log are on */
	ABOUT_ARGUMENT, /* the argument that {1} is the number of, counted from 0 */
	ABOUT_TAKEN,    /* the result of the call at instruction {2} */
};

/* What must be true as well. */
enum when {
	WHEN_ALWAYS,
	WHEN_MOVED,      /* it was a pointer to a packet that a call has moved since */
	WHEN_GIVEN_BACK, /* it was a pointer of another kind */
	WHEN_COMPARED,   /* it was compared on the way */
	WHEN_CONSTANT,   /* nothing of the offset is variable */
	WHEN_FROM_MAP,   /* it was read from a map's value */
	WHEN_UNTOLD,     /* the log does not tell what it was before */
	WHEN_OUTSIDE,    /* {3} bytes at {2} are not all in a stack frame */
	WHEN_STORE,      /* the refused instruction writes memory */
	WHEN_NUMBER,     /* it is a number */
	WHEN_NO_OBJECT, /* it is a pointer, and not to an object of the kernel's or of the program's
			 */
	WHEN_UNLOCKED,  /* it was a pointer, and the last call on the way has released a lock */
	WHEN_LATE,      /* the message stands behind the last step */
};

#define NOWHERE 10 /* instead of a capture: it is about the whole program */

struct kind {
	const char *name; /* what JSON calls it */
	const char *pattern;
	const char *reason;
	const char *help; /* or NULL */
	enum about about;
	enum when when;
	unsigned place; /* the capture that is the refused instruction's index; 0: the last step */
};

/* Ended by a row without a name. The first row that fits counts. */
extern const struct kind kinds[];
/* The same of objects, of functions, and of the kernel's own functions and types; these rows come
 * before the others, in this order. */
extern const struct kind object_kinds[];
extern const struct kind function_kinds[];
extern const struct kind kernel_kinds[];

#define CAPTURES 9
struct capture {
	const char *text; /* not terminated */
	size_t length;
};

/* Finds the pattern at the start of a word of the text. Returns the number of captures, or -1. */
int kind_match(const char *pattern, const char *text, struct capture captures[CAPTURES]);

#endif
