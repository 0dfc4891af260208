; strlen (core's CStr) counts in place: nothing is called.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && llvm-objdump -dr %t | FileCheck %s --check-prefix=CODE --implicit-check-not="{{call[x ]}}"
; RUN: %run %t 00000000 01000000 02000000 | FileCheck %s
; CODE: exit
; CHECK: run prog 0 5
; CHECK-NEXT: run prog 1 0
; CHECK-NEXT: run prog 2 9
target triple = "bpfel"
@hello = internal constant [6 x i8] c"hello\00"
@nothing = internal constant [1 x i8] c"\00"
@nine = internal constant [10 x i8] c"nine long\00"
declare i64 @strlen(ptr)
define i32 @prog(ptr %ctx) section "syscall" {
  %which = load i32, ptr %ctx
  %first = icmp eq i32 %which, 0
  %second = icmp eq i32 %which, 1
  %other = select i1 %second, ptr @nothing, ptr @nine
  %text = select i1 %first, ptr @hello, ptr %other
  %length = call i64 @strlen(ptr %text)
  %r = trunc i64 %length to i32
  ret i32 %r
}
