// Of several objects each finding names its own: none is taken for one that was said before.
// RUN: rm -rf %t && mkdir %t && cd %t
// RUN: clang --target=bpf -c %s -o a.o && cp a.o b.o
// RUN: clang --target=bpf -g -fdebug-prefix-map=%S=. -fdebug-compilation-dir=. -c %s -o c.o && cp c.o d.o
// RUN: %status 1 %shim --check a.o b.o c.o d.o 2>&1 >/dev/null | FileCheck %s --match-full-lines --implicit-check-not=error:
// RUN: %status 1 %shim --check a.o 2>&1 >/dev/null | FileCheck %s --match-full-lines --implicit-check-not=error: --check-prefix=ONE

__attribute__((section("xdp"))) int prog(void *context) {
	asm volatile("%0 = 1\n%0 /= 0" : "=r"(context));
	return 2;
}
char gpl[] __attribute__((section("license"))) = {'G', 'P', 'L'};

// CHECK: bpf-shim: error: a.o: the text in section 'license' does not end in exactly one NUL
// CHECK: bpf-shim: error: a.o: in 'prog': insn 2: divides by the constant 0
// CHECK: bpf-shim: error: b.o: the text in section 'license' does not end in exactly one NUL
// CHECK: bpf-shim: error: b.o: in 'prog': insn 2: divides by the constant 0
// CHECK: bpf-shim: error: c.o: the text in section 'license' does not end in exactly one NUL
// CHECK: bpf-shim: error: {{.*}}several-objects.c:9:2: in 'prog': c.o: insn 2: divides by the constant 0
// CHECK: bpf-shim: error: d.o: the text in section 'license' does not end in exactly one NUL
// CHECK: bpf-shim: error: {{.*}}several-objects.c:9:2: in 'prog': d.o: insn 2: divides by the constant 0
// ONE: bpf-shim: error: a.o: the text in section 'license' does not end in exactly one NUL
// ONE: bpf-shim: error: in 'prog': insn 2: divides by the constant 0
