// Promise: types that lead nowhere go; functions that other objects do not see are static; pointers anonymous.
// RUN: clang -target bpf -O2 -g -c %s -o %t.o
// RUN: %h_object --btf %t.o %t.out.o
// RUN: bpftool btf dump file %t.o | FileCheck --check-prefix=BEFORE %s
// RUN: bpftool btf dump file %t.out.o | FileCheck %s
struct used { int a; };
struct lost { int b; };
struct lost lost __attribute__((section(".note.x"))) = {1};
int lost_function(struct lost *l);
static __attribute__((noinline)) int inner(struct used *u);
static __attribute__((noinline)) int inner(struct used *u) { return u->a; }
__attribute__((section("xdp"))) int prog(struct used *u) { return inner(u); }
// BEFORE:    STRUCT 'lost'
// BEFORE:    DATASEC '.note.x'
// CHECK-NOT: lost
// CHECK:     STRUCT 'used'
// CHECK-NOT: lost
// CHECK:     FUNC 'prog' {{.*}} linkage=global
// CHECK:     FUNC 'inner' {{.*}} linkage=static
// CHECK-NOT: lost
