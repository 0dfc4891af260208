// Promise: CO-RE relocations keep their types and their strings, and libbpf resolves them.
// REQUIRES: root-bpf
// RUN: clang -target bpf -O2 -g -c %s -o %t.o
// RUN: %h_object --btf %t.o %t.out.o
// RUN: sh %S/Inputs/run.sh %t.out.o prog | FileCheck %s
struct task_struct {
	int pid;
	int tgid;
} __attribute__((preserve_access_index));
struct lost { int a; };
int unused(struct lost *l);
__attribute__((section("xdp"))) int prog(void *ctx)
{
	unsigned pid = __builtin_preserve_field_info(((struct task_struct *)0)->pid, 0);
	unsigned tgid = __builtin_preserve_field_info(((struct task_struct *)0)->tgid, 0);
	/* In the kernel, pid lies far from the start and tgid behind it; in this file at 0 and 4. */
	return tgid - pid == 4 && pid > 100;
}
// CHECK: Return value: 1
