/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Finding and opening the right libLLVM. */
#include "ir/llvm/llvm.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/message.h"
#include "base/text.h"
#include "input/rustc.h"

/* Majors that are tried by name when no rustc called. */
#define LLVM_NEWEST_TRIED 40

struct llvm llvm;

/* The input whose bitcode the newest LLVM wrote. */
struct producer {
	const char *input; /* borrowed; NULL: no input names its producer */
	char *text;        /* owned */
	unsigned version[3];
};

static bool is_newer(const unsigned a[3], const unsigned b[3])
{
	for (int i = 0; i < 3; i++) {
		if (a[i] != b[i])
			return a[i] > b[i];
	}
	return false;
}

static struct producer newest_producer(const struct inputs *inputs)
{
	struct producer newest = {0};
	for (size_t i = 0; i < inputs->count; i++) {
		const struct input *in = &inputs->at[i];
		/* The sysroot's own libraries come from the compiler that called. */
		if (in->kind != INPUT_BITCODE || in->library)
			continue;
		unsigned version[3];
		char *text = bitcode_producer(in->bytes, in->size, version);
		if (!text)
			continue;
		if (newest.text && !is_newer(version, newest.version)) {
			free(text);
			continue;
		}
		free(newest.text);
		newest = (struct producer){.input = in->name, .text = text};
		memcpy(newest.version, version, sizeof(version));
	}
	return newest;
}

/* Opens the library, and keeps its path, which becomes this function's own; NULL when it cannot.
 * The first reason of a library that is there (there is no memory for it) is kept in *refusal,
 * which the caller frees. */
static void *open_library(char *path, char **refusal)
{
	void *handle = path ? dlopen(path, RTLD_NOW | RTLD_LOCAL) : NULL;
	if (handle) {
		llvm.path = path;
		return handle;
	}
	if (path) {
		const char *reason = dlerror();
		diag_trace("cannot open libLLVM '%s': %s", path, reason);
		bool missing = text_starts_with(reason, path) && strstr(reason, strerror(ENOENT));
		if (!missing && !*refusal)
			*refusal = xstrdup(reason);
	}
	free(path);
	return NULL;
}

/* The oldest one on the system that is new enough. */
static void *open_of_system(unsigned oldest, char **refusal)
{
	void *handle = NULL;
	for (unsigned major = oldest; !handle && major <= LLVM_NEWEST_TRIED; major++)
		handle = open_library(xasprintf("libLLVM.so.%u.1", major), refusal);
	return handle;
}

static void report_no_library(unsigned oldest, const char *sysroot, const char *refusal)
{
	if (refusal) {
		diag_error("cannot open a libLLVM: %s", refusal);
		return;
	}
	diag_error("cannot find a libLLVM of version %u or newer (looked %s%s%sfor libLLVM.so.%u.1 "
		   "and newer on the system)",
		   oldest, sysroot ? "in '" : "", sysroot ? sysroot : "", sysroot ? "' and " : "",
		   oldest);
	diag_help("install the package libllvm%u, or name the library with --llvm PATH", oldest);
}

/* The library by the order of the header; NULL after reporting. */
static void *find_library(const struct options *opts, const struct producer *producer)
{
	void *handle = NULL;
	char *refusal = NULL, *sysroot = NULL;

	if (opts->llvm) {
		handle = open_library(xstrdup(opts->llvm), &refusal);
		if (!handle) {
			diag_error("cannot open the libLLVM that was asked for: '%s'", opts->llvm);
			diag_help("--llvm and BPF_SHIM_LLVM take the path of a libLLVM.so");
		}
	} else {
		unsigned oldest =
			producer->version[0] > LLVM_OLDEST ? producer->version[0] : LLVM_OLDEST;
		sysroot = rustc_sysroot();
		if (sysroot)
			handle = open_library(rustc_libllvm(sysroot), &refusal);
		if (!handle)
			handle = open_of_system(oldest, &refusal);
		if (!handle)
			report_no_library(oldest, sysroot, refusal);
	}
	free(sysroot);
	free(refusal);
	return handle;
}

static bool find_records(void *handle)
{
	bool all = true;
#define LLVM_LOOKUP(result, name, parameters)                                                      \
	do {                                                                                       \
		void *symbol = dlsym(handle, "LLVM" #name);                                        \
		all &= symbol != NULL;                                                             \
		memcpy(&llvm.name, &symbol, sizeof(symbol));                                       \
	} while (0);
	LLVM_RECORD_FUNCTIONS(LLVM_LOOKUP)
#undef LLVM_LOOKUP
#define LLVM_LOOKUP(result, name, parameters)                                                      \
	do {                                                                                       \
		void *symbol = dlsym(handle, "LLVM" #name);                                        \
		memcpy(&llvm.name, &symbol, sizeof(symbol));                                       \
	} while (0);
	LLVM_NEWER_FUNCTIONS(LLVM_LOOKUP)
#undef LLVM_LOOKUP
	return all;
}

static int fill_table(void *handle)
{
	struct buf missing = {0};
	llvm.has_records = find_records(handle);
#define LLVM_LOOKUP(name)                                                                          \
	do {                                                                                       \
		void *symbol = dlsym(handle, "LLVM" #name);                                        \
		if (!symbol)                                                                       \
			buf_printf(&missing, " LLVM%s", #name);                                    \
		memcpy(&llvm.name, &symbol, sizeof(symbol));                                       \
	} while (0);
	LLVM_FUNCTIONS(LLVM_LOOKUP)
#undef LLVM_LOOKUP
	if (!missing.size)
		return 0;
	diag_error("'%s' lacks functions of LLVM's C interface:%s", llvm.path, missing.data);
	diag_help("a libLLVM of version %u or newer with the BPF target is needed", LLVM_OLDEST);
	buf_release(&missing);
	return -1;
}

/* Before all else is looked up: what an old library lacks says less than its age. LLVM 15 and older
 * have no such function. */
static int check_age(void *handle)
{
	void *symbol = dlsym(handle, "LLVMGetVersion");
	if (!symbol)
		return 0;
	memcpy(&llvm.GetVersion, &symbol, sizeof(symbol));
	llvm.GetVersion(&llvm.major, &llvm.minor, &llvm.patch);
	if (llvm.major >= LLVM_OLDEST)
		return 0;
	diag_error("'%s' is LLVM %u.%u.%u; version %u or newer is needed", llvm.path, llvm.major,
		   llvm.minor, llvm.patch, LLVM_OLDEST);
	diag_help("install the package libllvm%u, or name the library with --llvm PATH",
		  LLVM_OLDEST);
	return -1;
}

static int check_producer(const struct producer *producer)
{
	if (producer->version[0] <= llvm.major)
		return 0;
	const struct diag_where where = {.file = producer->input};
	diag_error_at(&where, "bitcode was written by '%s', which LLVM %u.%u.%u ('%s') cannot read",
		      producer->text, llvm.major, llvm.minor, llvm.patch, llvm.path);
	diag_help("name a libLLVM of version %u or newer with --llvm PATH", producer->version[0]);
	return -1;
}

int llvm_bind(const struct options *opts, const struct inputs *inputs)
{
	struct producer producer = newest_producer(inputs);
	int err = -1;

	void *handle = find_library(opts, &producer);
	if (handle && check_age(handle) == 0 && fill_table(handle) == 0) {
		diag_trace("bound to LLVM %u.%u.%u, '%s'", llvm.major, llvm.minor, llvm.patch,
			   llvm.path);
		err = check_producer(&producer);
	}
	free(producer.text);
	return err;
}
