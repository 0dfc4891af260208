; What the handler does before it ends (a counter, a helper call) is done; what follows the panic is not.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && llvm-objdump -d %t | FileCheck %s --check-prefix=CODE
; RUN: %run -e -m .bss %t 03000000 0a000000 0b000000 | FileCheck %s
; CODE: call 0x8
; CHECK: run prog 0 3
; CHECK-NEXT: map .bss 00000000 0000000001000000
; CHECK-NEXT: run prog 1 0
; CHECK-NEXT: map .bss 00000000 0100000001000000
; CHECK-NEXT: run prog 2 0
; CHECK-NEXT: map .bss 00000000 0200000001000000
target triple = "bpfel"
@state = global [2 x i32] zeroinitializer, section ".bss"
define hidden void @_RNvCs1_7___rustc17rust_begin_unwind(ptr %info) noreturn {
  %cpu = call i32 inttoptr (i64 8 to ptr)()
  %old = load i32, ptr @state
  %new = add i32 %old, 1
  store i32 %new, ptr @state
  br label %loop
loop:
  br label %loop
}
define internal i64 @check(i32 %index) {
  %bad = icmp ugt i32 %index, 9
  br i1 %bad, label %panic, label %fine
panic:
  call void @_RNvCs1_7___rustc17rust_begin_unwind(ptr null)
  unreachable
fine:
  %wide = zext i32 %index to i64
  ret i64 %wide
}
define i32 @prog(ptr %ctx) section "syscall" {
  %index = load i32, ptr %ctx
  %r = call i64 @check(i32 %index)
  store i32 1, ptr getelementptr ([2 x i32], ptr @state, i64 0, i64 1)
  %t = trunc i64 %r to i32
  ret i32 %t
}
