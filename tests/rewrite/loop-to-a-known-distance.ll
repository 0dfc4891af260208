; Loops of which the linker knows how often they go, and the verifier does not: to the difference of two addresses of one
; base, to what a number shifts to, and over a count in network order that is not zero.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t --dump-module=%t.d
; RUN: cat %t.d/*-bounded-rounds.ll | FileCheck %s --check-prefix=IR
; RUN: %packets %t 0000000000000000000000000203 0102030405060708090a0b0c0d03 01020304050607080900ffff0001 | FileCheck %s
; IR-LABEL: @distance(
; IR-NOT: sub i64
; IR-LABEL: @shifted(
; IR: icmp ugt i64 %{{.*}}, 127
; IR-LABEL: @swapped(
; IR: icmp ugt i64 %{{.*}}, 4
; CHECK: run distance 0 0
; CHECK-NEXT: run shifted 0 0
; CHECK-NEXT: run swapped 0 0
; CHECK: run distance 1 55
; CHECK-NEXT: run shifted 1 36
; CHECK-NEXT: run swapped 1 0
; CHECK: run distance 2 45
; CHECK-NEXT: run shifted 2 3
; CHECK-NEXT: run swapped 2 1
target triple = "bpfel"
declare i16 @llvm.bswap.i16(i16)
declare i16 @llvm.umin.i16(i16, i16)

define i32 @distance(ptr %ctx) section "xdp" {
entry:
  %start32 = load i32, ptr %ctx
  %start = zext i32 %start32 to i64
  %at = getelementptr i8, ptr %ctx, i64 4
  %end32 = load i32, ptr %at
  %end = zext i32 %end32 to i64
  %packet = inttoptr i64 %start to ptr
  %behind = getelementptr i8, ptr %packet, i64 14
  %limit = inttoptr i64 %end to ptr
  %short = icmp ugt ptr %behind, %limit
  br i1 %short, label %none, label %some
none:
  ret i32 0
some:
  %last = getelementptr i8, ptr %packet, i64 9
  %byte = load i8, ptr %last
  %first = zext i8 %byte to i32
  %number = ptrtoint ptr %last to i64
  %n = sub i64 %number, %start
  br label %loop
loop:
  %i = phi i64 [ 0, %some ], [ %next, %loop ]
  %sum = phi i32 [ %first, %some ], [ %sum.next, %loop ]
  %place = getelementptr i8, ptr %packet, i64 %i
  %x = load volatile i8, ptr %place
  %more = zext i8 %x to i32
  %sum.next = add i32 %sum, %more
  %next = add i64 %i, 1
  %ends = icmp eq i64 %next, %n
  br i1 %ends, label %done, label %loop
done:
  ret i32 %sum.next
}

define i32 @shifted(ptr %ctx) section "xdp" {
entry:
  %start32 = load i32, ptr %ctx
  %start = zext i32 %start32 to i64
  %at = getelementptr i8, ptr %ctx, i64 4
  %end32 = load i32, ptr %at
  %end = zext i32 %end32 to i64
  %packet = inttoptr i64 %start to ptr
  %behind = getelementptr i8, ptr %packet, i64 14
  %limit = inttoptr i64 %end to ptr
  %short = icmp ugt ptr %behind, %limit
  br i1 %short, label %none, label %some
none:
  ret i32 0
some:
  %last = getelementptr i8, ptr %packet, i64 13
  %byte = load i8, ptr %last
  %low = and i8 %byte, 7
  %bits = zext i8 %low to i64
  %n = shl nuw nsw i64 1, %bits
  br label %loop
loop:
  %i = phi i64 [ 0, %some ], [ %next, %loop ]
  %sum = phi i32 [ 0, %some ], [ %sum.next, %loop ]
  %of = and i64 %i, 7
  %place = getelementptr i8, ptr %packet, i64 %of
  %x = load volatile i8, ptr %place
  %more = zext i8 %x to i32
  %sum.next = add i32 %sum, %more
  %next = add i64 %i, 1
  %ends = icmp eq i64 %next, %n
  br i1 %ends, label %done, label %loop
done:
  ret i32 %sum.next
}

define i32 @swapped(ptr %ctx) section "xdp" {
entry:
  %start32 = load i32, ptr %ctx
  %start = zext i32 %start32 to i64
  %at = getelementptr i8, ptr %ctx, i64 4
  %end32 = load i32, ptr %at
  %end = zext i32 %end32 to i64
  %packet = inttoptr i64 %start to ptr
  %behind = getelementptr i8, ptr %packet, i64 14
  %limit = inttoptr i64 %end to ptr
  %short = icmp ugt ptr %behind, %limit
  br i1 %short, label %none, label %some
none:
  ret i32 0
some:
  %last = getelementptr i8, ptr %packet, i64 12
  %raw = load i16, ptr %last, align 1
  %count = call i16 @llvm.bswap.i16(i16 %raw)
  %zero = icmp eq i16 %raw, 0
  %many = icmp ugt i16 %count, 30
  %bad = or i1 %zero, %many
  br i1 %bad, label %none, label %go
go:
  %few = call i16 @llvm.umin.i16(i16 %count, i16 5)
  %n = zext i16 %few to i64
  br label %loop
loop:
  %left = phi i64 [ %n, %go ], [ %less, %loop ]
  %at.it = phi ptr [ %packet, %go ], [ %at.next, %loop ]
  %sum = phi i32 [ 0, %go ], [ %sum.next, %loop ]
  %x = load volatile i8, ptr %at.it
  %more = zext i8 %x to i32
  %sum.next = add i32 %sum, %more
  %at.next = getelementptr i8, ptr %at.it, i64 1
  %less = add nsw i64 %left, -1
  %ends = icmp eq i64 %less, 0
  br i1 %ends, label %done, label %loop
done:
  ret i32 %sum.next
}
