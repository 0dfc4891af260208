// Promise: functions in .text, local and global, stay there gapless, with symbols, and are callable;
// so are those that LLVM puts into .text.X.
// REQUIRES: root-bpf
// RUN: clang -target bpf -O2 -g -c %s -o %t.o
// RUN: %h_object --btf %t.o %t.out.o | FileCheck %s
// RUN: llvm-readelf -WS %t.out.o | FileCheck --check-prefix=SECTIONS %s
// RUN: sh %S/Inputs/run.sh %t.out.o prog | FileCheck --check-prefix=RUN1 %s
// RUN: sh %S/Inputs/run.sh %t.out.o other | FileCheck --check-prefix=RUN2 %s
#define NOINLINE __attribute__((noinline))
static NOINLINE int local(int x) { return x * 3; }
static NOINLINE __attribute__((section(".text.unlikely."))) int cold(int x) { return x - 5; }
NOINLINE int global(int x);
NOINLINE int global(int x) { return local(x) + cold(x); }
struct xdp_md { unsigned data, data_end; };
__attribute__((section("xdp"))) int prog(struct xdp_md *ctx)
{
	return global(ctx->data_end - ctx->data > 10 ? 7 : 0) + cold(9);
}
__attribute__((section("xdp"))) int other(struct xdp_md *ctx) { return local(11); }
// CHECK:      global .text+0 insns
// CHECK-NEXT: local .text+{{.*}} insns
// CHECK-NEXT: cold .text+{{.*}} insns
// CHECK-NEXT: prog xdp+0 insns {{.*}} entry
// CHECK-NEXT: other xdp+{{.*}} insns {{.*}} entry
// SECTIONS-NOT: .text.
// RUN1: Return value: 27
// RUN2: Return value: 33
