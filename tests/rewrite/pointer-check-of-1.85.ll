; rustc 1.85 wraps a string into a struct: the check of a pointer that says it goes all the same.
; RUN: %shim %s -o %t && llvm-objdump -d %t | FileCheck %s
; CHECK: <prog>:
; CHECK-NOT: &= 0x7
; CHECK-NOT: goto
; CHECK: exit
target triple = "bpfel"
@message = private unnamed_addr constant <{ [110 x i8] }> <{ [110 x i8] c"unsafe precondition(s) violated: ptr::read_volatile requires that the pointer argument is aligned and non-null" }>, align 1

declare void @panic_nounwind(ptr, i64)

define i64 @prog(ptr %ctx) section "raw_tp" {
  %bits = ptrtoint ptr %ctx to i64
  %low = and i64 %bits, 7
  %aligned = icmp eq i64 %low, 0
  br i1 %aligned, label %good, label %bad
good:
  %v = load volatile i64, ptr %ctx
  ret i64 %v
bad:
  call void @panic_nounwind(ptr @message, i64 110)
  unreachable
}
