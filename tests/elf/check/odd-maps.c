// A variable in '.maps' that is no struct; in RedBPF's layout, a kind of type and a name that its loader cannot take.
// RUN: clang -target bpf -O2 -g -c %s -o %t.o && %status 1 %shim --check %t.o 2>&1 | FileCheck %s
// RUN: %status 1 %shim --check --layout redbpf --kernel 5.0 %t.o 2>&1 | FileCheck %s --check-prefix=REDBPF
// CHECK: {{^}}bpf-shim: error: {{.*}}.o: map 'number' is not described by a struct{{$}}
// REDBPF-DAG: {{^}}bpf-shim: error: {{.*}}.o: BTF has a type of kind 19; RedBPF's loader knows those up to 16{{$}}
// REDBPF-DAG: {{^}}bpf-shim: error: {{.*}}.o: program 'my.prog' has a '.' in its name: needs Linux 5.2{{$}}
#define IN(name) __attribute__((section(name), used))
int number IN(".maps");
enum wide { WIDE = 1l << 40 };
IN("xdp/my.prog") int prog(enum wide *x)
{
	return *x == WIDE;
}
