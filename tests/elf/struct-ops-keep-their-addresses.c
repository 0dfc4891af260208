// Promise: struct_ops keep their BTF and the relocations that name their functions; loaders fill
// these in, so they are no error.
// RUN: clang -target bpf -O2 -g -c %s -o %t.o
// RUN: %h_object %t.o %t.out.o
// RUN: llvm-readelf -Wr %t.out.o | FileCheck %s
// RUN: bpftool btf dump file %t.out.o | FileCheck --check-prefix=BTF %s
struct tcp_congestion_ops {
	unsigned (*ssthresh)(void *sk);
	char name[16];
};
__attribute__((section("struct_ops/my_ssthresh"))) unsigned my_ssthresh(void *sk) { return 2; }
struct tcp_congestion_ops ops __attribute__((section(".struct_ops"))) = {
	.ssthresh = my_ssthresh,
	.name = "mine",
};
// CHECK: '.rel.struct_ops'
// CHECK: R_BPF_64_ABS64 {{.*}} my_ssthresh
// BTF:   DATASEC '.struct_ops' size=24 vlen=1
