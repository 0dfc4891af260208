// RedBPF's loader panics on kinds of BTF types beyond FLOAT: older kinds of the same size stand in for them. .BTF.ext goes for tc alone.
// RUN: clang -target bpf -O2 -g -std=c23 -DKIND='"xdp"' -c %s -o %t.o && %h_object --btf %t.o %t.lib.o
// RUN: bpftool btf dump file %t.lib.o | FileCheck --check-prefix=NEW %s
// RUN: clang -target bpf -O2 -g -std=c23 -DKIND='"socketfilter/prog"' -c %s -o %t.filter.o
// RUN: %h_object --btf %t.filter.o %t.out.o && bpftool btf dump file %t.out.o | FileCheck %s
// RUN: llvm-readelf -WS %t.out.o | FileCheck --check-prefix=EXT %s
// RUN: clang -target bpf -O2 -g -std=c23 -DKIND='"tc_action/prog"' -c %s -o %t.tc.o && %h_object --btf %t.tc.o %t.tc.out.o
// RUN: llvm-readelf -WS %t.tc.out.o | FileCheck --check-prefix=TC %s
enum big : long { SMALL = -1, LARGE = 1l << 40 };
struct event {
	enum big big;
	int __attribute__((btf_type_tag("user"))) *tagged;
} __attribute__((btf_decl_tag("told")));
char LICENSE[] __attribute__((section("license"))) = "GPL";
__attribute__((section(KIND))) int prog(struct event *ctx) { return ctx->big == LARGE; }
// NEW-DAG: DECL_TAG
// NEW-DAG: TYPE_TAG
// NEW-DAG: ENUM64
// CHECK-NOT: {{DECL_TAG|TYPE_TAG|ENUM64}}
// CHECK-DAG: [[#BIG:]]] INT 'big' size=8 bits_offset=0 nr_bits=64 encoding=SIGNED
// CHECK-DAG: 'big' type_id=[[#BIG]] bits_offset=0
// CHECK-DAG: FUNC 'prog'
// CHECK-DAG: DATASEC 'license'
// EXT:     .BTF.ext
// TC:      .BTF PROGBITS
// TC-NOT:  .BTF.ext
