; An inner loop whose bound is the outer counter is unrolled once the outer one has been.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && llvm-objdump -d %t | FileCheck %s --check-prefix=CODE
; RUN: %run %t 01000000 | FileCheck %s
; CODE-NOT: goto -
; CODE: exit
; CHECK: run prog 0 78
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "syscall" {
entry:
  br label %outer
outer:
  %i = phi i32 [ 0, %entry ], [ %i.next, %latch ]
  %sum = phi i32 [ 0, %entry ], [ %sum.next, %latch ]
  br label %inner
inner:
  %j = phi i32 [ 0, %outer ], [ %j.next, %inner ]
  %part = phi i32 [ %sum, %outer ], [ %sum.next, %inner ]
  %x = load volatile i32, ptr %ctx
  %sum.next = add i32 %part, %x
  %j.next = add i32 %j, 1
  %j.more = icmp ule i32 %j.next, %i
  br i1 %j.more, label %inner, label %latch
latch:
  %i.next = add i32 %i, 1
  %i.more = icmp ult i32 %i.next, 12
  br i1 %i.more, label %outer, label %done
done:
  ret i32 %sum.next
}
