; A subprogram that computes with the bits of an address is inlined, also when it gets it from another subprogram: the
; verifier refuses it there, and in the program they are known. Sums and differences stay in a subprogram, also those
; that LLVM writes with the inverse of an address.
; REQUIRES: root-bpf
; RUN: %shim --subprograms --verbose %s -o %t 2>&1 | FileCheck %s --check-prefix=WHY
; RUN: llvm-readelf -s %t | FileCheck %s --check-prefix=KEPT
; RUN: make -s -C %top/tests/kernel && %top/build/tests/run_prog %t 0002030405060708090a0b0c0d0e0f10 03000304050607080900000000000000 | FileCheck %s
; WHY-DAG: 'rest' is inlined: it computes with the bits of an address
; WHY-DAG: 'negated' is inlined: it computes with the bits of an address
; WHY-DAG: 'outer' is inlined: it computes with the bits of an address
; KEPT-NOT: {{rest|outer|negated}}
; KEPT-DAG: FUNC {{.*}} distance
; KEPT-NOT: {{rest|outer|negated}}
; Whether 5 bytes are missing behind the third and 3 behind the fifth, and the distance to the first zero.
; CHECK: run prog 0 1100
; CHECK-NEXT: run prog 1 1101
target triple = "bpfel"

define i64 @rest(ptr readonly %bytes) noinline {
  %number = ptrtoint ptr %bytes to i64
  %more = add i64 %number, 7
  %up = and i64 %more, -8
  %rest = sub i64 %up, %number
  ret i64 %rest
}

define i64 @outer(ptr readonly %bytes) noinline {
  %behind = getelementptr i8, ptr %bytes, i64 1
  %found = call i64 @rest(ptr %behind)
  ret i64 %found
}

define i64 @negated(ptr readonly %bytes) noinline {
  %number = ptrtoint ptr %bytes to i64
  %below = sub i64 0, %number
  %rest = and i64 %below, 7
  ret i64 %rest
}

define i64 @distance(ptr readonly %bytes) noinline {
  %start = ptrtoint ptr %bytes to i64
  %inverse = xor i64 %start, -1
  br label %round
round:
  %at = phi ptr [ %bytes, %0 ], [ %next, %more ]
  %count = phi i64 [ 0, %0 ], [ %count.next, %more ]
  %byte = load i8, ptr %at
  %zero = icmp eq i8 %byte, 0
  br i1 %zero, label %done, label %more
more:
  %next = getelementptr i8, ptr %at, i64 1
  %count.next = add i64 %count, 1
  %end = icmp eq i64 %count.next, 16
  br i1 %end, label %done, label %round
done:
  %place = phi ptr [ %at, %round ], [ %bytes, %more ]
  %number = ptrtoint ptr %place to i64
  %less = add i64 %number, %inverse
  %result = add i64 %less, 1
  ret i64 %result
}

define i32 @prog(ptr %ctx) section "xdp" {
  %bytes = alloca [16 x i8], align 8
  %start = load i32, ptr %ctx
  %end.field = getelementptr i8, ptr %ctx, i64 4
  %end = load i32, ptr %end.field
  %start.wide = zext i32 %start to i64
  %end.wide = zext i32 %end to i64
  %packet = inttoptr i64 %start.wide to ptr
  %behind = inttoptr i64 %end.wide to ptr
  %last = getelementptr i8, ptr %packet, i64 16
  %short = icmp ugt ptr %last, %behind
  br i1 %short, label %none, label %whole
whole:
  call void @llvm.memcpy.p0.p0.i64(ptr %bytes, ptr %packet, i64 16, i1 false)
  %third = getelementptr i8, ptr %bytes, i64 2
  %a = call i64 @outer(ptr %third)
  %fifth = getelementptr i8, ptr %bytes, i64 5
  %b = call i64 @negated(ptr %fifth)
  %c = call i64 @distance(ptr %bytes)
  %a.right = icmp eq i64 %a, 5
  %b.right = icmp eq i64 %b, 3
  %a.part = select i1 %a.right, i64 1000, i64 0
  %b.part = select i1 %b.right, i64 100, i64 0
  %ab = add i64 %a.part, %b.part
  %abc = add i64 %ab, %c
  %result = trunc i64 %abc to i32
  ret i32 %result
none:
  ret i32 99
}
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
