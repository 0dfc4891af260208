// Promise: the table has each helper of bpf-helpers(7): number, arguments, whether it has a result.
// RUN: %unit %s -o %t
// RUN: %t > %t.ours
// RUN: python3 %S/Inputs/helper_defs.py /usr/include/bpf/bpf_helper_defs.h > %t.libbpf
// RUN: diff %t.libbpf %t.ours
#include <stdio.h>

#include "kernel/helper_table.h"

int main(void)
{
	static const char *const forms[] = {
		[HELPER_PLAIN] = "", [HELPER_VARIADIC] = " ...", [HELPER_VOID] = " void"};
	const struct helper *helper;

	for (unsigned i = 1; (helper = helper_by_number(i)); i++)
		printf("%u %s %u%s\n", helper_number(helper), helper->name, helper->arguments,
		       forms[helper->form]);
	return 0;
}
