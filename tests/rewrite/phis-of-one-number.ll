; What follows from a number that is known on each way in (below nine, above nine, nine or not nine, the number and
; four more) is computed from it, instead of being set on each way.
; REQUIRES: root-bpf
; RUN: rm -rf %t.dump && %shim %s -o %t --dump-module %t.dump && cat %t.dump/*-final.ll | FileCheck %s --check-prefix=IR
; RUN: %run %t 00000000 01000000 02000000 03000000 04000000 05000000 06000000 07000000 | FileCheck %s
; IR-NOT: phi i1
; IR-DAG: icmp {{.*}}ult i32 [[NUMBER:%.*]], 9
; IR-DAG: icmp {{.*}}ugt i32 [[NUMBER]], 9
; IR-DAG: icmp {{.*}}eq i32 [[NUMBER]], 9
; IR-DAG: icmp {{.*}}ne i32 [[NUMBER]], 9
; IR-DAG: add {{.*}}i32 [[NUMBER]], 4
; CHECK: run prog 0 111001
; CHECK-NEXT: run prog 1 71001
; CHECK-NEXT: run prog 2 130100
; CHECK-NEXT: run prog 3 51001
; CHECK-NEXT: run prog 4 161010
; CHECK-NEXT: run prog 5 91001
; CHECK-NEXT: run prog 6 241010
; CHECK-NEXT: run prog 7 191010
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "syscall" {
entry:
  %x = load volatile i32, ptr %ctx
  switch i32 %x, label %seven [
    i32 0, label %zero
    i32 1, label %one
    i32 2, label %two
    i32 3, label %three
    i32 4, label %four
    i32 5, label %five
    i32 6, label %six
  ]
zero:
  call void asm sideeffect "r0 = 0", "~{r0}"()
  br label %join
one:
  call void asm sideeffect "r0 = 1", "~{r0}"()
  br label %join
two:
  call void asm sideeffect "r0 = 2", "~{r0}"()
  br label %join
three:
  call void asm sideeffect "r0 = 3", "~{r0}"()
  br label %join
four:
  call void asm sideeffect "r0 = 4", "~{r0}"()
  br label %join
five:
  call void asm sideeffect "r0 = 5", "~{r0}"()
  br label %join
six:
  call void asm sideeffect "r0 = 6", "~{r0}"()
  br label %join
seven:
  call void asm sideeffect "r0 = 7", "~{r0}"()
  br label %join
join:
  %number = phi i32 [ 7, %zero ], [ 3, %one ], [ 9, %two ], [ 1, %three ], [ 12, %four ], [ 5, %five ], [ 20, %six ], [ 15, %seven ]
  %low = phi i1 [ true, %zero ], [ true, %one ], [ false, %two ], [ true, %three ], [ false, %four ], [ true, %five ], [ false, %six ], [ false, %seven ]
  %high = phi i1 [ false, %zero ], [ false, %one ], [ false, %two ], [ false, %three ], [ true, %four ], [ false, %five ], [ true, %six ], [ true, %seven ]
  %nine = phi i1 [ false, %zero ], [ false, %one ], [ true, %two ], [ false, %three ], [ false, %four ], [ false, %five ], [ false, %six ], [ false, %seven ]
  %other = phi i1 [ true, %zero ], [ true, %one ], [ false, %two ], [ true, %three ], [ true, %four ], [ true, %five ], [ true, %six ], [ true, %seven ]
  %more = phi i32 [ 11, %zero ], [ 7, %one ], [ 13, %two ], [ 5, %three ], [ 16, %four ], [ 9, %five ], [ 24, %six ], [ 19, %seven ]
  store volatile i32 %number, ptr %ctx
  store volatile i32 %more, ptr %ctx
  call void asm sideeffect "r0 = 9", "~{r0}"()
  call void asm sideeffect "r0 = 9", "~{r0}"()
  call void asm sideeffect "r0 = 9", "~{r0}"()
  br i1 %low, label %yes0, label %next0
yes0:
  call void asm sideeffect "r0 = 0", "~{r0}"()
  br label %next0
next0:
  %sum0 = phi i32 [ 1, %yes0 ], [ 0, %join ]
  call void asm sideeffect "r0 = 9", "~{r0}"()
  call void asm sideeffect "r0 = 9", "~{r0}"()
  call void asm sideeffect "r0 = 9", "~{r0}"()
  br i1 %high, label %yes1, label %next1
yes1:
  call void asm sideeffect "r0 = 1", "~{r0}"()
  br label %next1
next1:
  %sum1 = phi i32 [ 10, %yes1 ], [ 0, %next0 ]
  call void asm sideeffect "r0 = 9", "~{r0}"()
  call void asm sideeffect "r0 = 9", "~{r0}"()
  call void asm sideeffect "r0 = 9", "~{r0}"()
  br i1 %nine, label %yes2, label %next2
yes2:
  call void asm sideeffect "r0 = 2", "~{r0}"()
  br label %next2
next2:
  %sum2 = phi i32 [ 100, %yes2 ], [ 0, %next1 ]
  call void asm sideeffect "r0 = 9", "~{r0}"()
  call void asm sideeffect "r0 = 9", "~{r0}"()
  call void asm sideeffect "r0 = 9", "~{r0}"()
  br i1 %other, label %yes3, label %next3
yes3:
  call void asm sideeffect "r0 = 3", "~{r0}"()
  br label %next3
next3:
  %sum3 = phi i32 [ 1000, %yes3 ], [ 0, %next2 ]
  %a = add i32 %sum0, %sum1
  %b = add i32 %a, %sum2
  %c = add i32 %b, %sum3
  %again = load volatile i32, ptr %ctx
  %d = mul i32 %again, 10000
  %e = add i32 %c, %d
  ret i32 %e
}
