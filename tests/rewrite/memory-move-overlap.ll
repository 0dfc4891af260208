; A move between overlapping places is right in both directions, whatever the length is known to be.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && llvm-objdump -dr %t | FileCheck %s --check-prefix=CODE --implicit-check-not="{{call[x ]}}"
; RUN: %run -m .data %t 0a000000 | FileCheck %s
; CODE: exit
; CHECK: map .data 00000000 000001020304050607080a0b0c0d0e0f02030405060708090a0b0b0c0d0e0f10{{$}}
target triple = "bpfel"
@up = global [16 x i8] c"\00\01\02\03\04\05\06\07\08\09\0a\0b\0c\0d\0e\0f", section ".data", align 1
@down = global [16 x i8] c"\01\02\03\04\05\06\07\08\09\0a\0b\0c\0d\0e\0f\10", section ".data", align 1
define i32 @prog(ptr %ctx) section "syscall" {
  call void @llvm.memmove.p0.p0.i64(ptr getelementptr (i8, ptr @up, i64 1), ptr @up, i64 9, i1 false)
  %field = load i32, ptr %ctx
  %n = and i32 %field, 15
  %most = icmp ugt i32 %n, 10
  %length32 = select i1 %most, i32 10, i32 %n
  %length = zext i32 %length32 to i64
  call void @llvm.memmove.p0.p0.i64(ptr @down, ptr getelementptr (i8, ptr @down, i64 1), i64 %length, i1 false)
  ret i32 0
}
declare void @llvm.memmove.p0.p0.i64(ptr, ptr, i64, i1)
