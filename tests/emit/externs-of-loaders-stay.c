// Externs that a loader resolves (kernel symbols, kernel configuration) are no undefined symbols.
// RUN: clang -target bpf -g -O2 -emit-llvm -c %s -o %t.bc
// RUN: %shim %t.bc -o %t && llvm-readelf -sW %t | FileCheck %s
// CHECK-DAG: GLOBAL {{.*}} UND bpf_kfunc{{$}}
// CHECK-DAG: GLOBAL {{.*}} UND bpf_prog_active{{$}}
// CHECK-DAG: GLOBAL {{.*}} UND LINUX_KERNEL_VERSION{{$}}
// CHECK-DAG: GLOBAL {{.*}} prog{{$}}
#define SEC(name) __attribute__((section(name)))
extern int bpf_kfunc(void) SEC(".ksyms");
extern const int bpf_prog_active SEC(".ksyms");
extern int LINUX_KERNEL_VERSION SEC(".kconfig");
SEC("xdp") int prog(void *ctx)
{
	return bpf_kfunc() + LINUX_KERNEL_VERSION + *(volatile const int *)&bpf_prog_active;
}
