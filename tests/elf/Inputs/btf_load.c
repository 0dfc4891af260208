/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Hands the section .BTF of an object to the kernel as it stands in the file (bpf(2),
 * BPF_BTF_LOAD), and prints the kernel's verdict.
 *
 *   btf_load OBJECT
 */
#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <linux/bpf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static Elf_Data *find_section(Elf *elf, const char *wanted)
{
	size_t names;
	GElf_Shdr header;

	if (elf_getshdrstrndx(elf, &names))
		return NULL;
	for (Elf_Scn *scn = NULL; (scn = elf_nextscn(elf, scn));) {
		const char *name =
			gelf_getshdr(scn, &header) ? elf_strptr(elf, names, header.sh_name) : NULL;
		if (name && strcmp(name, wanted) == 0)
			return elf_rawdata(scn, NULL);
	}
	return NULL;
}

static int load(const Elf_Data *btf)
{
	static char log[1 << 20];
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.btf = (unsigned long)btf->d_buf;
	attr.btf_size = (unsigned)btf->d_size;
	int fd = (int)syscall(SYS_bpf, BPF_BTF_LOAD, &attr, sizeof(attr));
	if (fd >= 0) {
		puts("the kernel takes it");
		return 0;
	}
	printf("the kernel refuses it: %s\n", strerror(errno));
	attr.btf_log_buf = (unsigned long)log;
	attr.btf_log_size = sizeof(log);
	attr.btf_log_level = 1;
	syscall(SYS_bpf, BPF_BTF_LOAD, &attr, sizeof(attr));
	fputs(log, stdout);
	return 1;
}

int main(int argc, char **argv)
{
	int fd = argc == 2 ? open(argv[1], O_RDONLY) : -1;

	elf_version(EV_CURRENT);
	Elf *elf = fd < 0 ? NULL : elf_begin(fd, ELF_C_READ, NULL);
	Elf_Data *btf = elf ? find_section(elf, ".BTF") : NULL;
	if (!btf) {
		puts("no BTF");
		return 2;
	}
	int result = load(btf);
	elf_end(elf);
	close(fd);
	return result;
}
