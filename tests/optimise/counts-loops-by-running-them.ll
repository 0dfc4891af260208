; A loop whose end only shows when its constants are followed for 256 rounds is unrolled where loops must not stay.
; RUN: %shim %s --kernel 5.2 -o %t && llvm-objdump -d %t | FileCheck %s
; CHECK-NOT: goto -
; CHECK: exit
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "xdp" {
entry:
  br label %loop
loop:
  %state = phi i32 [ 0, %entry ], [ %state.next, %loop ]
  %sum = phi i32 [ 0, %entry ], [ %sum.next, %loop ]
  %x = load volatile i32, ptr %ctx
  %sum.next = xor i32 %sum, %x
  %five = mul i32 %state, 5
  %moved = add i32 %five, 3
  %state.next = and i32 %moved, 255
  %back = icmp eq i32 %state.next, 0
  br i1 %back, label %done, label %loop
done:
  ret i32 %sum.next
}
