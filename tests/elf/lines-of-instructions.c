// Promise: the line table names file, line and column of instructions, also when BTF is not kept.
// RUN: clang -target bpf -O2 -g -c %s -o %t.o
// RUN: %h_object --lines %t.o %t.out.o | FileCheck %s
// RUN: llvm-readelf -WS %t.out.o | FileCheck --check-prefix=NOBTF %s
__attribute__((section("xdp"))) int prog(unsigned *ctx)
{
	if (ctx[0])
		return 3;
	return ctx[1];
}
// CHECK-DAG: line xdp+8 {{.*}}lines-of-instructions.c:7:6
// CHECK-DAG: lines-of-instructions.c:9:9
// NOBTF-NOT: .BTF
