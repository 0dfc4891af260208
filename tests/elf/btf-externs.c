// Promise: a kernel function keeps its BTF and its undefined symbol, and the program calls it; an
// extern that nothing uses leaves no trace.
// REQUIRES: root-bpf
// RUN: clang -target bpf -O2 -g -c %s -o %t.o
// RUN: %h_object %t.o %t.out.o
// RUN: llvm-readelf -Ws %t.out.o | FileCheck --check-prefix=SYMBOLS %s
// RUN: bpftool btf dump file %t.out.o | FileCheck --check-prefix=BTF %s
#define KSYM __attribute__((section(".ksyms")))
extern unsigned long long bpf_rdonly_cast_like(const void *, unsigned) KSYM;
extern const int unused KSYM;
__attribute__((section("xdp"))) int prog(void *ctx) { return bpf_rdonly_cast_like(ctx, 0) != 0; }
// SYMBOLS-NOT: unused
// SYMBOLS:     NOTYPE GLOBAL DEFAULT UND bpf_rdonly_cast_like
// BTF:         FUNC 'bpf_rdonly_cast_like' {{.*}} linkage=extern
// BTF:         DATASEC '.ksyms' size=0 vlen=1
