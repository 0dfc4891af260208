; A copy of 2048 bytes and a tail, longer than the backend takes apart, is done in words and arrives whole.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && llvm-objdump -dr %t | FileCheck %s --check-prefix=CODE --implicit-check-not="{{call[x ]}}"
; RUN: %run -e -m .bss %t a1b2c3d4e5f60718 | FileCheck %s
; CODE: *(u64 *)
; CODE: exit
; CHECK: map .bss 00000000 a1b2c3d4e5f60718{{0+}}aabbcc0000000000a1b2c3d4e5f60718{{0+}}aabbcc0000000000{{$}}
target triple = "bpfel"
@from = global [2056 x i8] zeroinitializer, section ".bss", align 8
@to = global [2056 x i8] zeroinitializer, section ".bss", align 8
define i32 @prog(ptr %ctx) section "syscall" {
  %x = load i64, ptr %ctx
  store volatile i64 %x, ptr @from
  store volatile i8 -86, ptr getelementptr (i8, ptr @from, i64 2048)
  store volatile i8 -69, ptr getelementptr (i8, ptr @from, i64 2049)
  store volatile i8 -52, ptr getelementptr (i8, ptr @from, i64 2050)
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 @to, ptr align 8 @from, i64 2051, i1 false)
  ret i32 0
}
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
