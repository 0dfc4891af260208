; Constants and variables that hold each other's addresses, as nodes of a ring do, are walked through once.
; REQUIRES: root-bpf
; RUN: split-file %s %t && make -s -C %top/tests/kernel
; RUN: %shim %t/constants.ll -o %t/out && %top/build/tests/run_prog -c %t/out 00000000 01000000 | FileCheck %s
; RUN: not %shim %t/variables.ll -o %t/no 2>&1 | FileCheck %s --check-prefix=ADDRESS
; RUN: not %shim %t/variables.ll --kernel 5.1 -o %t/no 2>&1 | FileCheck %s --check-prefix=OLD
; RUN: not %shim %t/undefined.ll -o %t/no 2>&1 | FileCheck %s --check-prefix=UNDEFINED
; CHECK: run prog 0 1
; CHECK-NEXT: run prog 1 2
; ADDRESS: static 'a' holds the address of 'b', and loaders fill in no addresses in data
; OLD: in 'prog': 'a' is a variable outside of maps, which needs Linux 5.2
; UNDEFINED: {{^}}bpf-shim: error: in 'prog': undefined symbol 'nowhere'{{$}}
; UNDEFINED-NOT: error:
;--- constants.ll
target triple = "bpfel"
@a = internal constant { ptr, i32 } { ptr @b, i32 1 }
@b = internal constant { ptr, i32 } { ptr @a, i32 2 }
define i32 @prog(ptr %ctx) section "syscall" {
  %f = load i32, ptr %ctx
  %c = icmp eq i32 %f, 0
  %n = select i1 %c, ptr @a, ptr @b
  %v = getelementptr i8, ptr %n, i64 8
  %r = load volatile i32, ptr %v
  ret i32 %r
}
;--- variables.ll
target triple = "bpfel"
@a = internal global { ptr, i32 } { ptr @b, i32 1 }
@b = internal global { ptr, i32 } { ptr @a, i32 2 }
define i32 @prog(ptr %ctx) section "xdp" {
  %f = load i32, ptr %ctx
  %c = icmp eq i32 %f, 0
  %n = select i1 %c, ptr @a, ptr @b
  %v = getelementptr i8, ptr %n, i64 8
  %r = load volatile i32, ptr %v
  ret i32 %r
}
;--- undefined.ll
target triple = "bpfel"
@nowhere = external global i32
@a = internal global { ptr, ptr } { ptr @b, ptr @nowhere }
@b = internal global { ptr, ptr } { ptr @a, ptr @nowhere }
define i32 @prog(ptr %ctx) section "xdp" {
  %first = load volatile ptr, ptr @a
  %second = load volatile ptr, ptr @b
  ret i32 0
}
