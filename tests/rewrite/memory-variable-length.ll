; Copies and fills of a length that is known only when the program runs are loops of ours, not calls.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && llvm-objdump -dr %t | FileCheck %s --check-prefix=CODE --implicit-check-not="{{call[x ]}}"
; RUN: %run -e -m .bss %t 0000000011223344 0300000011223344 0800000011223344 | FileCheck %s
; CODE: exit
; CHECK: map .bss 00000000 00000000000000000000000000000000{{$}}
; CHECK: map .bss 00000000 11223300000000007777770000000000{{$}}
; CHECK: map .bss 00000000 11223344556677887777777777777777{{$}}
target triple = "bpfel"
@copied = global [8 x i8] zeroinitializer, section ".bss"
@filled = global [8 x i8] zeroinitializer, section ".bss"
@source = internal constant [8 x i8] c"\11\22\33\44\55\66\77\88"
define i32 @prog(ptr %ctx) section "syscall" {
  %field = load i32, ptr %ctx
  %n = and i32 %field, 15
  %most = icmp ugt i32 %n, 8
  %length32 = select i1 %most, i32 8, i32 %n
  %length = zext i32 %length32 to i64
  call void @llvm.memcpy.p0.p0.i64(ptr @copied, ptr @source, i64 %length, i1 false)
  call void @llvm.memset.p0.i64(ptr @filled, i8 119, i64 %length, i1 false)
  ret i32 0
}
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
