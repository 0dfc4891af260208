// Promise: a program reads the right values out of merged sections when the kernel runs it.
// REQUIRES: root-bpf
// RUN: clang -target bpf -O2 -g -c %s -o %t.o
// RUN: %h_object --btf %t.o %t.out.o
// RUN: sh %S/Inputs/run.sh %t.out.o prog | FileCheck %s
#define IN(name) __attribute__((section(name)))
static volatile unsigned char one IN(".data.one") = 1;
static volatile unsigned long long two IN(".data.two") = 20;
unsigned three IN(".data") = 300;
static volatile const unsigned char c IN(".rodata.c") = 40;
static volatile const unsigned d IN(".rodata.d") = 5000;
static volatile unsigned char e IN(".bss.e");
static volatile unsigned f IN(".bss.f");
static __attribute__((noinline)) int sub(int x) { return x + three; }
IN("xdp") int prog(void *ctx)
{
	f = 60000;
	e = 7;
	return sub(one + two) + c + d + e + f;
}
// 1 + 20 + 300 + 40 + 5000 + 60000 + 7
// CHECK: Return value: 65368
