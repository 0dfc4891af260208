; A function that only puts a message together and panics is a panic from the start: nothing formats its values. One
; that does something that can be seen, or may return, does that first.
; REQUIRES: root-bpf
; RUN: %shim %s --verbose -o %t 2>&1 | FileCheck %s --check-prefix=TRACE
; RUN: %run -e -m .bss %t 00000000 01000000 02000000 03000000 | FileCheck %s
; TRACE: panic-paths: 4 places
; CHECK: run prog 0 7
; CHECK-NEXT: map .bss 00000000 00000000
; CHECK-NEXT: run prog 1 0
; CHECK-NEXT: map .bss 00000000 00000000
; CHECK-NEXT: run prog 2 0
; CHECK-NEXT: map .bss 00000000 05000000
; CHECK-NEXT: run prog 3 9
; CHECK-NEXT: map .bss 00000000 05000000
target triple = "bpfel"
@seen = global i32 0, section ".bss"
@text = internal constant [4 x i8] c"text"
define hidden void @_RNvCs1_7___rustc17rust_begin_unwind(ptr %info) noreturn {
  br label %loop
loop:
  br label %loop
}
define internal void @panic_fmt(ptr %message) noreturn {
  %info = alloca [2 x ptr]
  store ptr %message, ptr %info
  call void @_RNvCs1_7___rustc17rust_begin_unwind(ptr %info)
  unreachable
}
define internal i32 @format(ptr %value) {
  %number = load i32, ptr %value
  store i32 %number, ptr @seen
  ret i32 1
}
define internal void @failed(i32 %kind, ptr %value) noreturn {
entry:
  %message = alloca [3 x ptr]
  %at = getelementptr i8, ptr %message, i64 8
  store ptr @format, ptr %at
  call void @llvm.memcpy.p0.p0.i64(ptr %message, ptr @text, i64 4, i1 false)
  switch i32 %kind, label %other [ i32 0, label %equal ]
equal:
  br label %end
other:
  store ptr %value, ptr %message
  br label %end
end:
  call void @panic_fmt(ptr %message)
  unreachable
}
define internal void @failed_and_seen(ptr %value) noreturn {
  %number = load i32, ptr %value
  %more = add i32 %number, 3
  store i32 %more, ptr @seen
  call void @panic_fmt(ptr null)
  unreachable
}
define internal i32 @may_fail(i32 %number) {
  %bad = icmp ugt i32 %number, 3
  br i1 %bad, label %panic, label %fine
panic:
  call void @only_fails()
  unreachable
fine:
  ret i32 9
}
define internal void @only_fails() noreturn {
  call void @panic_fmt(ptr @text)
  unreachable
}
define i32 @prog(ptr %ctx) section "syscall" {
  %kind = load i32, ptr %ctx
  switch i32 %kind, label %fine [ i32 1, label %one
                                  i32 2, label %two
                                  i32 3, label %three ]
one:
  call void @failed(i32 %kind, ptr %ctx)
  unreachable
two:
  call void @failed_and_seen(ptr %ctx)
  unreachable
three:
  %r = call i32 @may_fail(i32 %kind)
  ret i32 %r
fine:
  ret i32 7
}
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
