// Promise: .rodata.X, .data.X and .bss.X become one section each, and code finds its data there. Behind several
// constants is as much room as the longest one needs: c and d, and 4 bytes more.
// RUN: clang -target bpf -O2 -c %s -o %t.o
// RUN: %h_object %t.o %t.out.o
// RUN: llvm-readelf -WS %t.out.o | FileCheck %s
// RUN: llvm-objdump -dr --no-show-raw-insn %t.out.o | FileCheck --check-prefix=CODE %s
#define IN(name) __attribute__((section(name)))
static volatile unsigned one IN(".data.one") = 1;
static volatile unsigned long long two IN(".data.two") = 2;
unsigned three IN(".data") = 3;
static volatile const unsigned char c IN(".rodata.c") = 4;
static volatile const unsigned d IN(".rodata.d") = 5;
static volatile unsigned e IN(".bss.e"), f IN(".bss.f");
IN("xdp") int prog(void *ctx) { return one + two + three + c + d + e + f; }
// CHECK-DAG: ] .data PROGBITS {{.*}} 000010 00 WA
// CHECK-DAG: ] .rodata PROGBITS {{.*}} 00000c 00 {{ *}}A
// CHECK-DAG: ] .bss NOBITS {{.*}} 000008 00 WA
// CHECK-NOT: .data.
// CODE: r{{.}} = 0x4 ll
// CODE-NEXT: R_BPF_64_64 .data
// CODE: r{{.}} = 0x8 ll
// CODE-NEXT: R_BPF_64_64 .data
// CODE: r{{.}} = 0x0 ll
// CODE-NEXT: R_BPF_64_64 three
// CODE: r{{.}} = 0x4 ll
// CODE-NEXT: R_BPF_64_64 .rodata
// CODE: r{{.}} = 0x4 ll
// CODE-NEXT: R_BPF_64_64 .bss
