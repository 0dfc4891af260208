; The first argument of a function that stays one is no context: it may be null, and is then not read.
; REQUIRES: root-bpf
; RUN: %shim %s --subprograms -o %t && %run %t 00000000 01000000 | FileCheck %s
; CHECK: run prog 0 9
; CHECK-NEXT: run prog 1 7
target triple = "bpfel"
@first = internal global i32 7
@second = internal global i32 9
define i32 @pick(ptr %p, ptr %q) noinline {
  %none = icmp eq ptr %p, null
  br i1 %none, label %b, label %a
a:
  br label %join
b:
  br label %join
join:
  %from = phi ptr [ %p, %a ], [ %q, %b ]
  %v = load i32, ptr %from
  ret i32 %v
}
define i32 @prog(ptr %ctx) section "syscall" {
  %f = load i32, ptr %ctx
  %z = icmp eq i32 %f, 0
  %some = select i1 %z, ptr null, ptr @first
  %r = call i32 @pick(ptr %some, ptr @second)
  ret i32 %r
}
