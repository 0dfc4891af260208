; --llvm-args reach LLVM, after bpf-shim's own words; lists add up, and a value may be a word of its own.
; RUN: %shim %s -o %t && llvm-objdump -d %t | FileCheck %s --check-prefix=UNROLLED
; RUN: %shim %s -o %t --llvm-args=--unroll-threshold=10 && llvm-objdump -d %t | FileCheck %s --check-prefix=LOOP
; RUN: %shim %s -o %t --llvm-args=-unroll-max-upperbound=8 --llvm-args -unroll-threshold,10 && llvm-objdump -d %t | FileCheck %s --check-prefix=LOOP
; What it is asked to print is seen.
; RUN: %shim %s -o %t --llvm-args=--print-after=globaldce 2>&1 | FileCheck %s --check-prefix=PRINTED
; UNROLLED-NOT: goto -
; UNROLLED: exit
; LOOP: goto -
; PRINTED: IR Dump After GlobalDCEPass
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "syscall" {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %sum = phi i32 [ 0, %entry ], [ %sum.next, %loop ]
  %x = load volatile i32, ptr %ctx
  %sum.next = add i32 %sum, %x
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, 100
  br i1 %more, label %loop, label %done
done:
  ret i32 %sum.next
}
