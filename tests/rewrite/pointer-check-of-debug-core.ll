; A check of pointers in a core that was not optimised puts its message aside before it checks: what comes after stays.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && %run %t 05000000 | FileCheck %s
; CHECK: run prog 0 5
target triple = "bpfel"
@message = private constant [54 x i8] c"unsafe precondition(s) violated: ptr::read: text\0Amore\0A"
declare void @_RNvCs1_4core9panicking18panic_nounwind_fmt(ptr) noreturn
define internal void @_RNvNvCs1_4core3ptr4read18precondition_check(ptr %p) {
  %args = alloca ptr
  store ptr @message, ptr %args
  %address = ptrtoint ptr %p to i64
  %low = and i64 %address, 3
  %good = icmp eq i64 %low, 0
  br i1 %good, label %fine, label %bad
bad:
  %text = load ptr, ptr %args
  call void @_RNvCs1_4core9panicking18panic_nounwind_fmt(ptr %text)
  unreachable
fine:
  ret void
}
define i32 @prog(ptr %ctx) section "syscall" {
  call void @_RNvNvCs1_4core3ptr4read18precondition_check(ptr %ctx)
  %r = load i32, ptr %ctx
  ret i32 %r
}
