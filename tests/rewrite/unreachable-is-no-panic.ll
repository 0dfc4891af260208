; The unreachable of ordinary code (the default of a match) costs nothing: no check is made for it.
; RUN: %shim %s -o %t && llvm-objdump -d %t | FileCheck %s
; CHECK: <prog>:
; CHECK-NOT: if
; CHECK: exit
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "xdp" {
  %x = load i32, ptr %ctx
  %known = icmp ult i32 %x, 8
  br i1 %known, label %fine, label %never
never:
  unreachable
fine:
  %r = add i32 %x, 1
  ret i32 %r
}
