/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One mistake in each function that is not static, beside what clang-tidy must say of it. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct node {
	struct node *next;
	int value;
};

static int value_of(const struct node *node)
{
	return node->value; // CHECK-DAG: planted.c:[[#@LINE]]:{{.*}}NullDereference
}

int read_null(const struct node *node)
{
	return node ? 1 : value_of(node);
}

static void set_if(int *out, int set)
{
	if (set)
		*out = 1;
}

int read_unset(int set)
{
	int value;

	set_if(&value, set);
	return value; // CHECK-DAG: planted.c:[[#@LINE]]:{{.*}}uninitialized.UndefReturn
}

int branch_unset(void)
{
	struct node made;

	if (made.value) // CHECK-DAG: planted.c:[[#@LINE]]:{{.*}}uninitialized.Branch
		return 1;
	return 0;
}

static int make(struct node **out)
{
	*out = calloc(1, sizeof(**out));
	return *out ? 0 : -1;
}

int leak(void)
{
	struct node *made;

	if (make(&made))
		return -1;
	return made->value; // CHECK-DAG: planted.c:[[#@LINE]]:{{.*}}leak of memory{{.*}}unix.Malloc
}

static void drop(struct node *node)
{
	free(node);
}

void free_twice(struct node *node)
{
	drop(node);
	free(node); // CHECK-DAG: planted.c:[[#@LINE]]:{{.*}}release already released
}

int use_freed(struct node *node)
{
	drop(node);
	return node->value; // CHECK-DAG: planted.c:[[#@LINE]]:{{.*}}after it is released
}

static int count(const struct node *list)
{
	return list ? list->value : 0;
}

int divide(void)
{
	return 10 / count(NULL); // CHECK-DAG: planted.c:[[#@LINE]]:{{.*}}DivideZero
}

static const int table[4] = {1, 2, 3, 4};

int outside(int at)
{
	if (at < 4)
		return 0;
	return table[at]; // CHECK-DAG: planted.c:[[#@LINE]]:{{.*}}ArrayBound
}

static int *pass(int *place)
{
	return place;
}

int *local(void)
{
	int here = 1;

	return pass(&here); // CHECK-DAG: planted.c:[[#@LINE]]:{{.*}}StackAddressEscape
}

int shift(int by)
{
	if (by < 40)
		return 0;
	return 1 << by; // CHECK-DAG: planted.c:[[#@LINE]]:{{.*}}BitwiseShift
}

void open_file(void)
{
	FILE *file = fopen("a", "r");

	if (file)
		fgetc(file);
} // CHECK-DAG: planted.c:[[#@LINE]]:{{.*}}unix.Stream

int dead(int value)
{
	int result = value;

	result = value + 1; // CHECK-DAG: planted.c:[[#@LINE]]:{{.*}}DeadStores
	return 2;
}

void list_of(int first, ...)
{
	va_list list;

	va_start(list, first);
} // CHECK-DAG: planted.c:[[#@LINE]]:{{.*}}VAList

size_t length_of_null(const char *text)
{
	return text ? 0 : strlen(text); // CHECK-DAG: planted.c:[[#@LINE]]:{{.*}}NonNullParamChecker
}

enum kind {
	FIRST = 1,
	SECOND
};

enum kind cast(int value)
{
	if (value > 5)
		return (enum kind)value; // CHECK-DAG: planted.c:[[#@LINE]]:{{.*}}EnumCastOutOfRange
	return FIRST;
}
