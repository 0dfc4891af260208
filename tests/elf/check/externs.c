// Promise: what only the kernel defines is known by BTF, with the first kernel that can be asked for it.
// RUN: clang -target bpf -g -O2 -c %s -o %t.o
// RUN: %status 1 %shim --check --kernel 5.1 %t.o 2>&1 >/dev/null | FileCheck %s --match-full-lines
// RUN: %shim --check --kernel 5.13 %t.o
extern const int runqueues __attribute__((section(".ksyms")));
extern int CONFIG_HZ __attribute__((section(".kconfig")));
extern int bpf_kfunc(int x) __attribute__((section(".ksyms")));
__attribute__((section("xdp"))) int symbol(void *ctx)
{
	return *(const volatile int *)&runqueues;
}
// CHECK: bpf-shim: error: {{.*}}externs.c:10:9: in 'symbol': insn 0: refers to the kernel's 'runqueues': needs Linux 5.10
__attribute__((section("xdp"))) int config(void *ctx)
{
	return CONFIG_HZ;
}
// CHECK-NEXT: bpf-shim: error: {{.*}}externs.c:15:9: in 'config': insn 0: refers to the kernel's configuration: needs Linux 5.2
__attribute__((section("xdp"))) int function(void *ctx)
{
	return bpf_kfunc(5);
}
// CHECK-NEXT: bpf-shim: error: {{.*}}externs.c:20:9: in 'function': insn 1: calls the kernel function 'bpf_kfunc': needs Linux 5.13
// CHECK-NOT: {{.}}
