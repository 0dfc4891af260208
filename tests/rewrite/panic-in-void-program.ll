; A program without a result just ends where it panics.
; RUN: %shim %s -o %t && llvm-objdump -d %t | FileCheck %s
; CHECK: <prog>:
; CHECK: if r{{[0-9]}} {{[!=]}}= 0xa goto +
; CHECK-DAG: call 0x8
; CHECK-DAG: exit
target triple = "bpfel"
define hidden void @_RNvCs1_7___rustc17rust_begin_unwind(ptr %info) noreturn {
  unreachable
}
define void @prog(ptr %ctx) section "fentry/f" {
  %index = load volatile i32, ptr %ctx
  %bad = icmp eq i32 %index, 10
  br i1 %bad, label %panic, label %fine
panic:
  call void @_RNvCs1_7___rustc17rust_begin_unwind(ptr null)
  unreachable
fine:
  %cpu = call i32 inttoptr (i64 8 to ptr)()
  ret void
}
