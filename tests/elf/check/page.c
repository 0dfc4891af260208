// Promise: without --kernel each program's oldest kernel is told, and what older ones do not take, with
// the line in the source; with several files the worst status counts.
// RUN: clang -target bpf -mcpu=v3 -g -O2 -c %s -o %t.o
// RUN: %shim --check %t.o | FileCheck %s --match-full-lines
// RUN: echo nonsense > %t.txt
// RUN: %status 3 %shim --check %t.o %t.txt 2>&1 | FileCheck %s --check-prefix=TWO
static __attribute__((noinline)) int sub(int x)
{
	return x < 5 ? x : 7;
}
__attribute__((section("xdp"))) int newer(void *ctx)
{
	return sub(((int(*)(void))7)());
}
__attribute__((section("xdp"))) int old(void *ctx)
{
	return 2;
}
// CHECK: {{.*}}.o: 'newer' in section 'xdp', {{[0-9]+}} instructions: fits Linux 5.1 and later
// CHECK-NEXT:     {{.*}}page.c:13:9: insn {{[0-9]}}: calls the function 'sub': needs Linux 4.16
// CHECK-NEXT:     {{.*}}page.c:9:{{[0-9]+}}: insn {{[0-9]}}: a 32-bit comparison{{.*}}: needs Linux 5.1
// CHECK-NEXT: {{.*}}.o: 'old' in section 'xdp', 2 instructions: fits Linux 4.15 and later
// CHECK-NOT: {{.}}
// TWO: 'newer'
// TWO: bpf-shim: error: {{.*}}.txt: is no ELF file
