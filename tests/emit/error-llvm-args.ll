; An option that this LLVM does not have, or a value that it cannot read, is an error.
; RUN: rm -f %t
; RUN: %status 2 %shim %s -o %t --llvm-args=--unroll-threshold=1,-no-such-option=1 2>&1 | FileCheck %s --check-prefix=NAME
; RUN: %status 2 %shim %s -o %t --llvm-args=--unroll-threshold=many 2>&1 | FileCheck %s --check-prefix=VALUE
; RUN: %status 2 %shim %s -o %t --llvm-args stray 2>&1 | FileCheck %s --check-prefix=STRAY
; RUN: %status 2 %shim %s -o %t --llvm-args=--unroll-threshold=1,2 2>&1 | FileCheck %s --check-prefix=SECOND
; RUN: not test -e %t
; NAME: {{^}}bpf-shim: error: LLVM {{[0-9.]+}} has no option '-no-such-option=1'{{$}}
; NAME-NEXT: {{^}}bpf-shim: help: 'opt --help-list-hidden' of that LLVM lists them{{$}}
; NAME-NOT: {{.}}
; VALUE: {{^}}bpf-shim: error: --llvm-args: LLVM: for the --unroll-threshold option: 'many' value invalid for uint argument!{{$}}
; VALUE-NOT: {{.}}
; STRAY: {{^}}bpf-shim: error: 'stray' of --llvm-args is no option{{$}}
; STRAY-NOT: {{.}}
; SECOND: {{^}}bpf-shim: error: '2' of --llvm-args is no option{{$}}
; SECOND-NOT: {{.}}
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "xdp" {
  ret i32 2
}
