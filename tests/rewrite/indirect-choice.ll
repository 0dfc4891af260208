; A call through a pointer that is one of several known functions calls the right one.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && llvm-objdump -d %t | FileCheck %s --check-prefix=CODE --implicit-check-not="{{call[x ]}}"
; RUN: %run %t 0000000007000000 0100000007000000 0200000007000000 | FileCheck %s
; CODE: exit
; CHECK: run prog 0 8
; CHECK-NEXT: run prog 1 14
; CHECK-NEXT: run prog 2 49
target triple = "bpfel"
define internal i32 @plus(i32 %x) unnamed_addr {
  %r = add i32 %x, 1
  ret i32 %r
}
define internal i32 @twice(i32 %x) unnamed_addr {
  %r = mul i32 %x, 2
  ret i32 %r
}
define internal i32 @square(i32 %x) unnamed_addr {
  %r = mul i32 %x, %x
  ret i32 %r
}
define i32 @prog(ptr %ctx) section "syscall" {
entry:
  %which = load i32, ptr %ctx
  %at = getelementptr i32, ptr %ctx, i64 1
  %x = load volatile i32, ptr %at
  switch i32 %which, label %other [ i32 0, label %call
                                    i32 1, label %second ]
second:
  br label %call
other:
  br label %call
call:
  %f = phi ptr [ @plus, %entry ], [ @twice, %second ], [ @square, %other ]
  %r = call i32 %f(i32 %x)
  ret i32 %r
}
