; --subprogram keeps one function, and says so when it cannot; recursion, also by way of others, is unfolded as ever.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t --subprogram half 2>&1 | count 0
; RUN: llvm-readelf -s %t | FileCheck %s --check-prefix=HALF --implicit-check-not=FUNC
; RUN: %run %t 09000000 | FileCheck %s
; RUN: %shim %s -o %t --subprogram=down --subprogram=six --subprogram=half 2>&1 | FileCheck %s --check-prefix=SAID --match-full-lines
; RUN: %run %t 09000000 | FileCheck %s
; RUN: %shim %s -o %t --subprograms --verbose 2>&1 | FileCheck %s --check-prefix=TRACE
; RUN: %run %t 09000000 | FileCheck %s
; HALF-DAG: FUNC LOCAL {{.*}} half{{$}}
; HALF-DAG: FUNC GLOBAL {{.*}} prog{{$}}
; SAID-DAG: bpf-shim: warning: 'down' of --subprogram is inlined: it calls itself
; SAID-DAG: bpf-shim: warning: 'six' of --subprogram is inlined: it takes more than five arguments
; TRACE-DAG: trace: 'down' is inlined: it calls itself
; TRACE-DAG: trace: 'up' is inlined: it calls itself
; CHECK: run prog 0 40
target triple = "bpfel"
define internal i32 @half(i32 %x) noinline {
  %y = lshr i32 %x, 1
  ret i32 %y
}
define internal i32 @six(i32 %a, i32 %b, i32 %c, i32 %d, i32 %e, i32 %f) noinline {
  %1 = add i32 %a, %b
  %2 = add i32 %1, %c
  %3 = add i32 %2, %d
  %4 = add i32 %3, %e
  %5 = add i32 %4, %f
  ret i32 %5
}
define internal i32 @down(i32 %x) noinline {
  %end = icmp eq i32 %x, 0
  br i1 %end, label %last, label %more
last:
  ret i32 0
more:
  %less = sub i32 %x, 1
  %r = call i32 @up(i32 %less)
  %s = add i32 %r, %x
  ret i32 %s
}
define internal i32 @up(i32 %x) noinline {
  %r = call i32 @down(i32 %x)
  ret i32 %r
}
define i32 @prog(ptr %ctx) section "syscall" {
  %x = load i32, ptr %ctx
  %h = call i32 @half(i32 %x)
  %s = call i32 @six(i32 %h, i32 1, i32 2, i32 3, i32 4, i32 5)
  %d = call i32 @down(i32 6)
  %r = add i32 %s, %d
  ret i32 %r
}
