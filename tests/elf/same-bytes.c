// Promise: equal inputs give equal bytes, and a finished object is not changed by a second turn.
// RUN: clang -target bpf -O2 -g -c %s -o %t.o
// RUN: %h_object --btf %t.o %t.1.o
// RUN: %h_object --btf %t.o %t.2.o
// RUN: cmp %t.1.o %t.2.o
// RUN: %h_object --btf %t.1.o %t.3.o
// RUN: cmp %t.1.o %t.3.o
static volatile unsigned one __attribute__((section(".data.one"))) = 1;
static volatile const unsigned two __attribute__((section(".rodata.two"))) = 2;
static __attribute__((noinline)) int sub(int x) { return x + one; }
__attribute__((section("xdp"))) int prog(void *ctx) { return sub(two); }
