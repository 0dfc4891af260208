// Promise: BTF holds what the kernel asked for knows: none before 4.18, and types of the same size in
// place of newer kinds.
// RUN: clang -target bpf -O2 -g -emit-llvm -c %s -o %t.bc
// RUN: %shim %t.bc --kernel 4.17 -o %t.4.17 && llvm-readelf -SW %t.4.17 | FileCheck --check-prefix=NONE %s
// RUN: %shim %t.bc --kernel 5.4 -o %t.5.4 && bpftool btf dump file %t.5.4 | FileCheck --check-prefix=OLD %s
// RUN: %shim %t.bc --kernel 5.17 -o %t.5.17 && bpftool btf dump file %t.5.17 | FileCheck --check-prefix=LATER %s
// RUN: %shim %t.bc -o %t.new && bpftool btf dump file %t.new | FileCheck --check-prefix=NEW %s
enum __attribute__((packed)) small { A = 1 };
enum signed_one { B = -1 };
enum wide { C = 1ull << 40 };
struct all {
	float f;
	enum wide w;
	enum signed_one s;
	enum small e;
};
__attribute__((section("raw_tp/x"))) int prog(struct all *all) { return all->w > 1; }
// NONE-NOT: .BTF
// OLD-DAG: STRUCT 'float' size=4 vlen=0
// OLD-DAG: INT 'wide' size=8
// OLD-DAG: ENUM 'signed_one' encoding=UNSIGNED size=4
// OLD-DAG: INT 'small' size=1
// LATER-DAG: FLOAT 'float' size=4
// LATER-DAG: INT 'wide' size=8
// LATER-DAG: ENUM 'signed_one' encoding=UNSIGNED size=4
// LATER-DAG: ENUM 'small' encoding=UNSIGNED size=1
// NEW-DAG: FLOAT 'float' size=4
// NEW-DAG: ENUM64 'wide' encoding=UNSIGNED size=8
// NEW-DAG: ENUM 'signed_one' encoding=SIGNED size=4
// NEW-DAG: ENUM 'small' encoding=UNSIGNED size=1
