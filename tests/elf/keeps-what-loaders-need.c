// Promise: of what LLVM emits only what loaders need stays, in one symbol and two string tables.
// RUN: clang -target bpf -O2 -g -c %s -o %t.o
// RUN: %h_object %t.o %t.out.o
// RUN: llvm-readelf -WhSs %t.out.o | FileCheck %s
extern unsigned counter;
__attribute__((section(".bss"))) unsigned counter;
char LICENSE[] __attribute__((section("license"))) = "GPL";
__attribute__((section("xdp"))) int prog(void *ctx) { return counter++; }
// CHECK:      Type: {{ *}}REL
// CHECK:      Machine: {{ *}}EM_BPF
// CHECK:      Section Headers:
// CHECK:      ] xdp      PROGBITS {{.*}} AX
// CHECK-NEXT: ] .relxdp  REL {{.*}} I
// CHECK-NEXT: ] license  PROGBITS {{.*}} 000004 00 WA
// CHECK-NEXT: ] .bss     NOBITS {{.*}} 000004 00 WA
// CHECK-NEXT: ] .symtab  SYMTAB
// CHECK-NEXT: ] .strtab  STRTAB
// CHECK-NEXT: ] .shstrtab STRTAB
// CHECK-NEXT: Key to Flags
// CHECK:      Symbol table '.symtab' contains 4 entries:
// CHECK:      FUNC GLOBAL DEFAULT 1 prog
// CHECK-NEXT: OBJECT GLOBAL DEFAULT 4 counter
// CHECK-NEXT: OBJECT GLOBAL DEFAULT 3 LICENSE
