// What LLVM has for machines at large, and would end the process over, or take for a constant 0, is an error at its line;
// all of them at once.
// RUN: clang -target bpf -g -O2 -emit-llvm -c %s -o %t.bc
// RUN: echo old > %t && %status 5 %shim %t.bc -o %t > %t.err 2>&1 && grep -x old %t
// RUN: FileCheck %s < %t.err
// RUN: grep -c error: %t.err | grep -x 5
#define SEC(name) __attribute__((section(name)))
static inline unsigned long now(void)
{
	return __builtin_readcyclecounter();
}
// CHECK: {{^}}bpf-shim: error: {{.*}}error-no-instruction.c:[[#@LINE-2]]:9: in 'clock': BPF has no instruction for 'readcyclecounter'{{$}}
// CHECK-NEXT: {{^}}bpf-shim: help: leave it out, or ask a helper, as bpf_ktime_get_ns() for the time{{$}}
SEC("xdp") long clock(void *ctx)
{
	return now();
}
SEC("xdp") long frame(void *ctx)
{
	// CHECK: {{^}}bpf-shim: error: {{.*}}error-no-instruction.c:[[#@LINE+1]]:15: in 'frame': BPF has no instruction for 'frameaddress'{{$}}
	return (long)__builtin_frame_address(0);
}
SEC("xdp") long stop(void *ctx)
{
	// CHECK: {{^}}bpf-shim: error: {{.*}}error-no-instruction.c:[[#@LINE+1]]:2: in 'stop': BPF has no instruction for 'debugtrap'{{$}}
	__builtin_debugtrap();
	return 0;
}
SEC("xdp") long root(double *ctx)
{
	// CHECK: {{^}}bpf-shim: error: {{.*}}error-no-instruction.c:[[#@LINE+1]]:9: in 'root': floating point arithmetic is not possible in BPF{{$}}
	*ctx = __builtin_elementwise_floor(*ctx);
	return 0;
}
SEC("xdp") long swap(double *ctx)
{
	// CHECK: {{^}}bpf-shim: error: {{.*}}error-no-instruction.c:[[#@LINE+1]]:9: in 'swap': floating point arithmetic is not possible in BPF{{$}}
	*ctx = __builtin_elementwise_canonicalize(*ctx);
	return 0;
}
