/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The option tables are sorted, because option_find() bisects them. A row without effect says why. */
/* RUN: %unit %s -o %t && %t */
#include <stdio.h>
#include <string.h>

#include "cli/option_table.h"

static int check(const struct option_table *table)
{
	int wrong = 0;
	for (size_t i = 0; i < table->count; i++) {
		const struct option_row *row = &table->rows[i];
		const char *value;
		if (i && strcmp(row[-1].name, row->name) >= 0)
			wrong = printf("'%s' stands behind '%s'\n", row->name, row[-1].name);
		if (!row->set && !row->text)
			wrong = printf("'%s' is ignored for no reason\n", row->name);
		if (row->spelling != JOINED && option_find(table, row->name, &value) != row)
			wrong = printf("'%s' is not found\n", row->name);
	}
	return wrong;
}

int main(void)
{
	return check(&direct_options) || check(&linker_options);
}
