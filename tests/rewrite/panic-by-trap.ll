; An abort (llvm.trap) in any function ends the program, and no __bpf_trap is called.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && llvm-readelf -s %t | FileCheck %s --check-prefix=SYMBOLS --implicit-check-not=trap
; RUN: %run %t 03000000 0a000000 | FileCheck %s
; SYMBOLS: prog
; CHECK: run prog 0 3
; CHECK-NEXT: run prog 1 0
target triple = "bpfel"
declare void @llvm.trap()
define internal i32 @check(i32 %index) {
  %bad = icmp ugt i32 %index, 9
  br i1 %bad, label %abort, label %fine
abort:
  call void @llvm.trap()
  unreachable
fine:
  ret i32 %index
}
define i32 @prog(ptr %ctx) section "syscall" {
  %index = load i32, ptr %ctx
  %r = call i32 @check(i32 %index)
  ret i32 %r
}
