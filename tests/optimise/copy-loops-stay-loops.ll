; A loop that copies or clears bytes does not become a call of memcpy or memset on the way.
; RUN: opt -passes='default<O3>' -S %s | FileCheck %s --check-prefix=LLVM
; RUN: rm -rf %t && mkdir -p %t && %shim %s -o %t/out --dump-module %t
; RUN: cat %t/*-optimise.ll | FileCheck %s --implicit-check-not=llvm.mem
; LLVM: @llvm.memcpy
; LLVM: @llvm.memset
; CHECK: define
target triple = "bpfel"
@to = global [64 x i8] zeroinitializer
@from = global [64 x i8] zeroinitializer
define i32 @prog(ptr %ctx) section "xdp" {
entry:
  %n = load i64, ptr %ctx
  br label %copy
copy:
  %i = phi i64 [ 0, %entry ], [ %i.next, %copy ]
  %at = getelementptr i8, ptr @from, i64 %i
  %x = load i8, ptr %at
  %put = getelementptr i8, ptr @to, i64 %i
  store i8 %x, ptr %put
  %i.next = add i64 %i, 1
  %i.more = icmp ult i64 %i.next, %n
  br i1 %i.more, label %copy, label %clear
clear:
  %j = phi i64 [ 0, %copy ], [ %j.next, %clear ]
  %zero = getelementptr i8, ptr @from, i64 %j
  store i8 0, ptr %zero
  %j.next = add i64 %j, 1
  %j.more = icmp ult i64 %j.next, %n
  br i1 %j.more, label %clear, label %done
done:
  ret i32 0
}
