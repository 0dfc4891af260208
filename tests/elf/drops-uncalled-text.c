// Promise: local functions that nothing calls go with .text, which some loaders refuse.
// RUN: clang -target bpf -O2 -g -c %s -o %t.o
// RUN: llvm-readelf -WS %t.o | FileCheck --check-prefix=BEFORE %s
// RUN: %h_object --btf %t.o %t.out.o | FileCheck %s
// RUN: llvm-readelf -WSs %t.out.o | FileCheck --check-prefix=ELF %s
// RUN: bpftool btf dump file %t.out.o | FileCheck --check-prefix=ELF %s
__attribute__((used)) static int uncalled(int x) { return x * 3; }
__attribute__((section("xdp"))) int prog(void *ctx) { return 2; }
// BEFORE: ] .text PROGBITS {{.*}} AX
// CHECK:  prog xdp+0
// ELF-NOT: .text
// ELF-NOT: uncalled
