// Promise: objects for big-endian machines are read, merged, checked and written alike.
// RUN: clang -target bpfeb -O2 -g -c %s -o %t.o
// RUN: %h_object --btf --lines %t.o %t.out.o | FileCheck %s
// RUN: llvm-readelf -WhSr %t.out.o | FileCheck --check-prefix=ELF %s
// RUN: llvm-objdump -d --no-show-raw-insn %t.out.o | FileCheck --check-prefix=CODE %s
// RUN: bpftool btf dump file %t.out.o | FileCheck --check-prefix=BTF %s
static volatile unsigned one __attribute__((section(".data.one"))) = 1;
static volatile unsigned two __attribute__((section(".data.two"))) = 2;
__attribute__((section("xdp"))) int prog(void *ctx)
{
	return one + two; // line 11
}
// CHECK: line xdp+0 {{.*}}big-endian.c:11:9
// CHECK: prog xdp+0 insns {{.*}} maps 1 entry
// ELF: Data: {{.*}}big endian
// ELF: ] .data PROGBITS {{.*}} 000008 00 WA
// ELF: R_BPF_64_64 {{.*}} .data
// CODE: r{{.}} = 0x4 ll
// BTF: FUNC 'prog' {{.*}} linkage=global
// BTF: DATASEC '.data' size=8 vlen=2
// BTF-NEXT: offset=0 size=4 (VAR 'one')
// BTF-NEXT: offset=4 size=4 (VAR 'two')
