/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* From IR to the user's source: locations of instructions. */
#include "ir/llvm/source.h"

#include <stdlib.h>
#include <string.h>

#include "ir/llvm/module.h"

/* Paths of core, of the crates that cargo fetched, and of our own: not where the user can change
 * anything. */
static bool is_foreign_path(const char *path)
{
	return strstr(path, "/rustc/") || strstr(path, "library/core/") ||
	       strstr(path, "/registry/") || strstr(path, "/git/checkouts/") ||
	       strstr(path, "library/alloc/") || strstr(path, "compiler-builtins/") ||
	       strstr(path, "target-spec/btf/src/");
}

/* A string of LLVM's that lives as long as the context; NULL when it is empty. */
static const char *terminated(const char *text, unsigned len)
{
	return len && text[len] == '\0' ? text : NULL;
}

/* cargo compiles a crate that it fetched in the crate's own directory: the name is "src/lib.rs",
 * as that of the program is. */
static bool is_foreign(LLVMMetadataRef file, const char *name)
{
	unsigned len;
	const char *directory = llvm.DIFileGetDirectory(file, &len);
	directory = terminated(directory, len);
	return is_foreign_path(name) || (directory && is_foreign_path(directory));
}

/* The file's name as LLVM knows it, when the location has that and a line; else NULL. */
static const char *named_file(LLVMMetadataRef location, LLVMMetadataRef *file)
{
	unsigned len = 0;
	*file = llvm.DIScopeGetFile(llvm.DILocationGetScope(location));
	const char *name = *file ? llvm.DIFileGetFilename(*file, &len) : NULL;
	return llvm.DILocationGetLine(location) ? terminated(name, len) : NULL;
}

LLVMMetadataRef ir_own_location(LLVMMetadataRef location)
{
	LLVMMetadataRef outermost = NULL, file;

	for (; location; location = llvm.DILocationGetInlinedAt(location)) {
		const char *name = named_file(location, &file);
		if (!name)
			continue;
		if (!is_foreign(file, name))
			return location;
		outermost = location;
	}
	return outermost;
}

struct diag_where ir_where_location(LLVMMetadataRef location)
{
	LLVMMetadataRef file;
	return (struct diag_where){.file = named_file(location, &file),
				   .line = llvm.DILocationGetLine(location),
				   .column = llvm.DILocationGetColumn(location)};
}

static struct diag_where where_at(LLVMValueRef instruction, LLVMMetadataRef location)
{
	struct diag_where where = {0};

	location = ir_own_location(location);
	if (location)
		where = ir_where_location(location);
	where.function = ir_name(llvm.GetBasicBlockParent(llvm.GetInstructionParent(instruction)));
	return where;
}

struct diag_where ir_where(LLVMValueRef instruction)
{
	return where_at(instruction, llvm.InstructionGetDebugLoc(instruction));
}

struct diag_where ir_where_near(LLVMValueRef instruction)
{
	for (LLVMValueRef at = instruction; at; at = llvm.GetNextInstruction(at))
		if (llvm.InstructionGetDebugLoc(at))
			return ir_where(at);
	return ir_where(instruction);
}

struct diag_where ir_where_panics(LLVMValueRef marker)
{
	LLVMMetadataRef location = llvm.InstructionGetDebugLoc(marker);
	LLVMMetadataRef caller = location ? llvm.DILocationGetInlinedAt(location) : NULL;
	return where_at(marker, caller ? caller : location);
}

struct diag_where ir_where_function(LLVMValueRef function)
{
	LLVMMetadataRef program = llvm.GetSubprogram(function);
	LLVMMetadataRef file = program ? llvm.DIScopeGetFile(program) : NULL;
	unsigned len = 0;
	const char *name = file ? llvm.DIFileGetFilename(file, &len) : NULL;

	return (struct diag_where){.file = terminated(name, len),
				   .line = program ? llvm.DISubprogramGetLine(program) : 0};
}
