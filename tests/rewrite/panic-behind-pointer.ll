; A panic that appears only when an indirect call has been resolved ends the program, too.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && %run %t 0300000000000000 0300000001000000 | FileCheck %s
; CHECK: run prog 0 5
; CHECK-NEXT: run prog 1 0
target triple = "bpfel"
define hidden void @_RNvCs1_7___rustc17rust_begin_unwind(ptr %info) noreturn {
  br label %loop
loop:
  br label %loop
}
define internal i32 @fine(i32 %x) {
  %r = add i32 %x, 2
  ret i32 %r
}
define internal i32 @panics(i32 %x) {
  call void @_RNvCs1_7___rustc17rust_begin_unwind(ptr null)
  unreachable
}
define i32 @prog(ptr %ctx) section "syscall" {
  %x = load i32, ptr %ctx
  %at = getelementptr i32, ptr %ctx, i64 1
  %which = load i32, ptr %at
  %first = icmp eq i32 %which, 0
  %f = select i1 %first, ptr @fine, ptr @panics
  %r = call i32 %f(i32 %x)
  ret i32 %r
}
