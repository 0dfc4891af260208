/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Finds the calling rustc and its libLLVM, without loading either. */
#include "input/rustc.h"

#include <dirent.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <gelf.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/text.h"

#define RUSTLIB "/lib/rustlib/"

/* Returns where "/lib/rustlib/HOST/bin" starts if the path ends with it, else NULL. */
static char *find_rustlib(char *path)
{
	char *tail = NULL;
	for (char *p = path; (p = strstr(p, RUSTLIB)); p++)
		tail = p;
	if (!tail)
		return NULL;
	const char *slash = strchr(tail + strlen(RUSTLIB), '/');
	return slash && strcmp(slash, "/bin") == 0 ? tail : NULL;
}

char *rustc_bin(void)
{
	const char *path = getenv("PATH");
	if (!path)
		return NULL;
	char *entry = xstrndup(path, strcspn(path, ":"));
	if (find_rustlib(entry))
		return entry;
	free(entry);
	return NULL;
}

char *rustc_sysroot(void)
{
	char *bin = rustc_bin();
	if (bin)
		*find_rustlib(bin) = '\0';
	return bin;
}

/* Returns the path of a file in the directory that matches the pattern, or NULL. */
static char *find_file(const char *dir, const char *pattern)
{
	DIR *stream = opendir(dir);
	if (!stream)
		return NULL;
	char *found = NULL;
	const struct dirent *entry;
	while (!found && (entry = readdir(stream)))
		if (fnmatch(pattern, entry->d_name, 0) == 0)
			found = xasprintf("%s/%s", dir, entry->d_name);
	closedir(stream);
	return found;
}

/* The driver is in SYSROOT/lib (rustup) or in a multiarch directory below it (Debian). */
static char *find_driver(const char *sysroot)
{
	static const char driver[] = "librustc_driver-*.so";

	char *lib = xasprintf("%s/lib", sysroot);
	char *found = find_file(lib, driver);
	DIR *stream = found ? NULL : opendir(lib);
	if (stream) {
		const struct dirent *entry;
		while (!found && (entry = readdir(stream))) {
			if (fnmatch("*-linux-*", entry->d_name, 0) != 0)
				continue;
			char *dir = xasprintf("%s/%s", lib, entry->d_name);
			found = find_file(dir, driver);
			free(dir);
		}
		closedir(stream);
	}
	free(lib);
	return found;
}

static Elf_Scn *find_dynamic(Elf *elf, GElf_Shdr *header)
{
	for (Elf_Scn *scn = NULL; (scn = elf_nextscn(elf, scn));)
		if (gelf_getshdr(scn, header) && header->sh_type == SHT_DYNAMIC)
			return scn;
	return NULL;
}

/* Returns the first DT_NEEDED entry that starts with 'start', or NULL. It belongs to 'elf'. */
static const char *find_needed(Elf *elf, const char *start)
{
	GElf_Shdr header;
	Elf_Scn *scn = find_dynamic(elf, &header);
	Elf_Data *data = scn ? elf_getdata(scn, NULL) : NULL;
	GElf_Dyn dyn;
	for (int i = 0; data && gelf_getdyn(data, i, &dyn); i++) {
		if (dyn.d_tag != DT_NEEDED)
			continue;
		const char *name = elf_strptr(elf, header.sh_link, dyn.d_un.d_val);
		if (name && strncmp(name, start, strlen(start)) == 0)
			return name;
	}
	return NULL;
}

static char *needed_llvm(const char *driver)
{
	int fd = open(driver, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return NULL;
	elf_version(EV_CURRENT);
	Elf *elf = elf_begin(fd, ELF_C_READ_MMAP, NULL);
	const char *needed = elf ? find_needed(elf, "libLLVM") : NULL;
	char *name = needed ? xstrdup(needed) : NULL;
	elf_end(elf);
	close(fd);
	return name;
}

char *rustc_libllvm(const char *sysroot)
{
	char *driver = find_driver(sysroot);
	if (!driver)
		return NULL;
	char *name = needed_llvm(driver);
	if (name) {
		char *path =
			xasprintf("%.*s/%s", (int)(strrchr(driver, '/') - driver), driver, name);
		if (access(path, R_OK) == 0) {
			free(name);
			name = path;
		} else {
			free(path);
		}
	}
	free(driver);
	return name;
}
