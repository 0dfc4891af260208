; Promise: what was linked is checked for the kernel that was chosen; what it fits is told with --verbose.
; RUN: rm -f %t.o
; RUN: %status 1 %shim --kernel 4.15 -o %t.o %s 2>&1 | FileCheck %s
; RUN: not test -e %t.o
; RUN: %shim --kernel 6.1 --verbose -o %t.o %s 2>&1 | FileCheck %s --check-prefix=FITS
; RUN: %shim --check --kernel 6.1 %t.o
; RUN: %shim --verbose -o %t.o %s 2>&1 | FileCheck %s --check-prefix=FITS
; CHECK: {{^}}bpf-shim: error: in 'prog': insn 0: calls helper 208, bpf_ktime_get_tai_ns: needs Linux 6.1{{$}}
; CHECK-NOT: {{.}}
; FITS: {{^}}bpf-shim: {{.*}}'prog' fits Linux 6.1 and later{{$}}
target triple = "bpfel"
define i64 @prog(ptr %ctx) section "xdp" {
  %n = call i64 inttoptr (i64 208 to ptr)()
  ret i64 %n
}
