// Promise: DATASECs have the size of their section, merged ones their variables in order, and the
// kernel takes them as they stand.
// REQUIRES: root-bpf
// RUN: clang -target bpf -O2 -g -c %s -o %t.o
// RUN: %h_object --btf %t.o %t.out.o
// RUN: bpftool btf dump file %t.out.o | FileCheck %s
// RUN: make -s -C %top/tests/kernel
// RUN: not %top/build/tests/btf_check %t.o
// RUN: %top/build/tests/btf_check %t.out.o
#define IN(name) __attribute__((section(name)))
static volatile unsigned char one IN(".data.one") = 1;
static volatile unsigned long long two IN(".data.two") = 2;
unsigned three IN(".data") = 3;
char LICENSE[] IN("license") = "GPL";
IN("xdp") int prog(void *ctx) { return one + two + three; }
// CHECK:      DATASEC '.data' size=16 vlen=3
// CHECK-NEXT: offset=0 size=4 (VAR 'three')
// CHECK-NEXT: offset=4 size=1 (VAR 'one')
// CHECK-NEXT: offset=8 size=8 (VAR 'two')
// CHECK-NEXT: DATASEC 'license' size=4 vlen=1
