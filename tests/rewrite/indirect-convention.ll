; A call through a pointer keeps its calling convention and its attributes when it becomes calls of what it may call:
; with another convention it would be undefined.
; REQUIRES: root-bpf
; RUN: rm -rf %t.d && %shim %s --subprograms -o %t --dump-module=%t.d && %run %t 00000000 01000000 02000000 | FileCheck %s
; RUN: FileCheck %s --check-prefix=DUMP < %t.d/*-final.ll
; CHECK: run prog 0 11
; CHECK-NEXT: run prog 1 22
; CHECK-NEXT: run prog 2 33
; DUMP: call fastcc zeroext i8 @second(i8 zeroext
target triple = "bpfel"
define internal fastcc zeroext i8 @first(i8 zeroext %x) {
  %y = add i8 %x, 11
  ret i8 %y
}
define internal fastcc zeroext i8 @second(i8 zeroext %x) noinline {
  %y = add i8 %x, 21
  ret i8 %y
}
define internal fastcc zeroext i8 @third(i8 zeroext %x) {
  %y = add i8 %x, 31
  ret i8 %y
}
define i32 @prog(ptr %ctx) section "syscall" {
  %f = load volatile i32, ptr %ctx
  %is.0 = icmp eq i32 %f, 0
  %is.1 = icmp eq i32 %f, 1
  %some = select i1 %is.1, ptr @second, ptr @third
  %callee = select i1 %is.0, ptr @first, ptr %some
  %x = trunc i32 %f to i8
  %r = call fastcc zeroext i8 %callee(i8 zeroext %x)
  %wide = zext i8 %r to i32
  ret i32 %wide
}
