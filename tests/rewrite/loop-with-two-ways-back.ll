; A loop that LLVM has split in two by its ways back (which continue with and without a change of %sum) is one of 16 rounds
; again: it is unrolled, where two loops of 16 rounds would be too long.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t --kernel 4.15 && llvm-objdump -d %t | FileCheck %s --check-prefix=CODE
; RUN: %packets %t 0000000000000000000000000000000000 0002000200020002000200020002000200 0202020202020202020202020202020202 | FileCheck %s
; CODE-NOT: goto -
; CODE-COUNT-16: *(u8 *)
; CODE-NOT: *(u8 *)
; CHECK: run prog 0 0
; CHECK-NEXT: run prog 1 64
; CHECK-NEXT: run prog 2 120
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "xdp" {
entry:
  %data32 = load i32, ptr %ctx
  %data = zext i32 %data32 to i64
  %end.at = getelementptr i8, ptr %ctx, i64 4
  %end32 = load i32, ptr %end.at
  %end = zext i32 %end32 to i64
  %need = add i64 %data, 16
  %short = icmp ugt i64 %need, %end
  br i1 %short, label %none, label %start
none:
  ret i32 1
start:
  %packet = inttoptr i64 %data to ptr
  br label %outer
outer:
  %i.outer = phi i64 [ 0, %start ], [ %i.next, %add ]
  %sum = phi i32 [ 0, %start ], [ %sum.next, %add ]
  br label %inner
inner:
  %i = phi i64 [ %i.outer, %outer ], [ %i.next, %skip ]
  %i.next = add nuw nsw i64 %i, 1
  %at = getelementptr i8, ptr %packet, i64 %i
  %byte = load volatile i8, ptr %at
  %masked = and i8 %byte, 2
  %zero = icmp eq i8 %masked, 0
  br i1 %zero, label %skip, label %more
skip:
  %last.skip = icmp eq i64 %i, 15
  br i1 %last.skip, label %done, label %inner
more:
  %i32 = trunc i64 %i to i32
  %sum.next = add i32 %sum, %i32
  br label %add
add:
  %last.add = icmp eq i64 %i, 15
  br i1 %last.add, label %done, label %outer
done:
  %result = phi i32 [ %sum, %skip ], [ %sum.next, %add ]
  ret i32 %result
}
