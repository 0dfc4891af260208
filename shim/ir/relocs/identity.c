/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Types that are one type. */
#include "ir/relocs/identity.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "ir/llvm/metadata.h"

LLVMMetadataRef identity_first(struct ir *ir, struct identities *identities, LLVMMetadataRef type)
{
	for (size_t i = 0; i < identities->count; i++)
		if (identities->at[i].type == type)
			return type;
	char *identifier = metadata_identifier(ir, type);
	for (size_t i = 0; identifier && i < identities->count; i++) {
		const struct identity *known = &identities->at[i];
		if (!known->identifier || strcmp(known->identifier, identifier) != 0)
			continue;
		free(identifier);
		return known->type;
	}
	identities->at =
		xreallocarray(identities->at, identities->count + 1, sizeof(*identities->at));
	identities->at[identities->count++] = (struct identity){type, identifier};
	return type;
}

void identities_release(struct identities *identities)
{
	for (size_t i = 0; i < identities->count; i++)
		free(identities->at[i].identifier);
	free(identities->at);
}
