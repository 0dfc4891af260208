; An indexed variable on the stack is addressed by addition: the verifier takes no "or" on addresses.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && llvm-objdump -d %t | FileCheck %s --check-prefix=CODE --implicit-check-not="|="
; RUN: %run %t 0000000000000000 0500000003000000 | FileCheck %s
; CODE: exit
; CHECK: run prog 0 9
; CHECK-NEXT: run prog 1 3
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "syscall" {
  %bytes = alloca [8 x i8], align 8
  %field = load volatile i32, ptr %ctx
  %masked = and i32 %field, 7
  %index = zext i32 %masked to i64
  %at = getelementptr i8, ptr %ctx, i64 4
  %value = load volatile i8, ptr %at
  store i64 0, ptr %bytes
  %element = getelementptr i8, ptr %bytes, i64 %index
  store volatile i8 %value, ptr %element
  %other = getelementptr i8, ptr %bytes, i64 5
  %x = load volatile i8, ptr %other
  %none = icmp eq i32 %field, 0
  %y = select i1 %none, i8 9, i8 %x
  %r = zext i8 %y to i32
  ret i32 %r
}
