; Functions and calls that ask not to be inlined, or not to be optimised, are inlined all the same.
; RUN: %shim %s --export prog -o %t && llvm-objdump -dr %t | FileCheck %s --implicit-check-not="{{call[x ]}}"
; RUN: llvm-readelf -SW %t | FileCheck %s --check-prefix=SECTIONS
; CHECK: <prog>:
; CHECK: exit
; SECTIONS-NOT: .text.
target triple = "x86_64-unknown-linux-gnu"
define void @never(ptr %p) noinline cold {
  store volatile i32 1, ptr %p
  ret void
}
define void @unoptimised(ptr %p) noinline optnone {
  store volatile i32 2, ptr %p
  call void @never(ptr %p) noinline
  ret void
}
define void @aggregate(ptr sret({ i64, i64, i64 }) %out, i64 %a, i64 %b, i64 %c, i64 %d, i64 %e) noinline {
  %s = add i64 %a, %e
  store volatile i64 %s, ptr %out
  ret void
}
define i32 @prog(ptr %ctx) section "xdp" {
  %out = alloca { i64, i64, i64 }
  call void @unoptimised(ptr %ctx) noinline
  call void @never(ptr %ctx) noinline
  call void @aggregate(ptr %out, i64 1, i64 2, i64 3, i64 4, i64 5)
  ret i32 1
}
