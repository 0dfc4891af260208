; Every optimisation level gives a program without loops and calls where they must not be; unoptimised code would not load.
; RUN: %shim %s -O0 --kernel 5.2 -o %t && llvm-objdump -d %t | FileCheck %s
; RUN: %shim %s -O1 --kernel 5.2 -o %t && llvm-objdump -d %t | FileCheck %s
; RUN: %shim %s -Os --kernel 5.2 -o %t && llvm-objdump -d %t | FileCheck %s
; RUN: %shim %s -O3 --kernel 5.2 -o %t && llvm-objdump -d %t | FileCheck %s
; CHECK-NOT: goto -
; CHECK-NOT: {{call[x ]}}
; CHECK: exit
target triple = "bpfel"
define internal i32 @step(i32 %x, ptr %p) noinline {
  %y = load volatile i32, ptr %p
  %r = add i32 %x, %y
  ret i32 %r
}
define i32 @prog(ptr %ctx) section "xdp" {
entry:
  %i = alloca i32
  store i32 0, ptr %i
  br label %loop
loop:
  %old = load i32, ptr %i
  %x = call i32 @step(i32 %old, ptr %ctx)
  %next = add i32 %old, 1
  store i32 %next, ptr %i
  %more = icmp ult i32 %next, 20
  br i1 %more, label %loop, label %done
done:
  ret i32 %x
}
