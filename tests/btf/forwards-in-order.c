// Promise: two links give the same bytes, wherever LLVM has its memory: it has forward declarations in the order of their
// addresses there.
// RUN: rm -rf %t && mkdir %t && cd %t && clang -target bpf -O2 -g -emit-llvm -c %s -o prog.bc
// RUN: sh %S/Inputs/heaps.sh %shim prog.bc
// RUN: bpftool btf dump file 0.o | FileCheck %s
// CHECK: FWD 'first'
// CHECK: FWD 'fourth'
// CHECK: FWD 'second' fwd_kind=union
// CHECK: FWD 'third'

struct all {
	struct first *a;
	union second *b;
	struct third *c;
	struct fourth *d;
	unsigned number;
};
volatile struct all all;

__attribute__((section("socket"))) int prog(void *ctx)
{
	return all.number;
}
