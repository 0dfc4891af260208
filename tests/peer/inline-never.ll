; As bpf-linker, noinline is honoured where the function cannot panic; --ignore-inline-never, or a kernel without calls, inlines all.
; RUN: %peer %s -o %t && llvm-readelf -s %t | FileCheck %s --check-prefix=KEPT --implicit-check-not=FUNC
; RUN: %peer %s -o %t --ignore-inline-never && llvm-readelf -s %t | FileCheck %s --check-prefix=INLINED --implicit-check-not=FUNC
; RUN: %peer %s -o %t --kernel 4.15 && llvm-readelf -s %t | FileCheck %s --check-prefix=INLINED --implicit-check-not=FUNC
; RUN: %shim %s -o %t && llvm-readelf -s %t | FileCheck %s --check-prefix=INLINED --implicit-check-not=FUNC
; Of --subprograms and --ignore-inline-never the last one counts.
; RUN: %shim %s -o %t --subprograms --ignore-inline-never && llvm-readelf -s %t | FileCheck %s --check-prefix=INLINED --implicit-check-not=FUNC
; RUN: %shim %s -o %t --ignore-inline-never --subprograms && llvm-readelf -s %t | FileCheck %s --check-prefix=KEPT --implicit-check-not=FUNC
; KEPT-DAG: FUNC LOCAL {{.*}} never{{$}}
; KEPT-DAG: FUNC GLOBAL {{.*}} prog{{$}}
; INLINED: FUNC GLOBAL {{.*}} prog{{$}}
target triple = "bpfel"
define internal i32 @never(i32 %x) noinline {
  %y = mul i32 %x, 7
  ret i32 %y
}
define internal i32 @panics(i32 %x) noinline {
  %bad = icmp ugt i32 %x, 9
  br i1 %bad, label %panic, label %fine
panic:
  call void @llvm.trap()
  unreachable
fine:
  ret i32 %x
}
declare void @llvm.trap()
define i32 @prog(ptr %ctx) section "xdp" {
  %x = load i32, ptr %ctx
  %y = call i32 @never(i32 %x)
  %z = call i32 @panics(i32 %y)
  ret i32 %z
}
