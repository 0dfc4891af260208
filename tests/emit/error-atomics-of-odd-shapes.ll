; Atomics that would become calls of a library, or two accesses.
; RUN: rm -f %t && %status 5 %shim %s -o %t > %t.err 2>&1 && not test -e %t
; RUN: FileCheck %s < %t.err
; RUN: grep -c error: %t.err | grep -x 5
; CHECK: {{^}}bpf-shim: error: in 'add': atomic operations are possible on 32 and 64 bits only{{$}}
; CHECK-NEXT: {{^}}bpf-shim: help: use AtomicU32 or AtomicU64{{$}}
; CHECK: {{^}}bpf-shim: error: in 'exchange': atomic operations are possible on 32 and 64 bits only{{$}}
; CHECK: {{^}}bpf-shim: error: in 'get': atomic operations are possible on 32 and 64 bits only{{$}}
; CHECK: {{^}}bpf-shim: error: in 'set': atomic operations are possible on 32 and 64 bits only{{$}}
; CHECK: {{^}}bpf-shim: error: in 'packed': an atomic operation on 64 bits at an address that is no multiple of 8{{$}}
; CHECK-NEXT: {{^}}bpf-shim: help: leave out what packs the structure, or put fields before it that fill it up{{$}}
target triple = "bpfel"
define i32 @add(ptr %ctx) section "xdp" {
  %old = atomicrmw add ptr %ctx, i128 5 monotonic
  %r = trunc i128 %old to i32
  ret i32 %r
}
define i32 @exchange(ptr %ctx) section "xdp" {
  %pair = cmpxchg ptr %ctx, i128 5, i128 6 monotonic monotonic
  %done = extractvalue { i128, i1 } %pair, 1
  %r = zext i1 %done to i32
  ret i32 %r
}
define i32 @get(ptr %ctx) section "xdp" {
  %value = load atomic i128, ptr %ctx monotonic, align 16
  %r = trunc i128 %value to i32
  ret i32 %r
}
define i32 @set(ptr %ctx) section "xdp" {
  store atomic i128 3, ptr %ctx monotonic, align 16
  ret i32 0
}
define i64 @packed(ptr %ctx) section "xdp" {
  %old = atomicrmw add ptr %ctx, i64 1 monotonic, align 1
  ret i64 %old
}
