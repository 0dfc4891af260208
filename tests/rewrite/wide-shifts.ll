; Shifts of 128-bit numbers by an amount that is known only when the program runs are done in place.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && llvm-objdump -dr %t | FileCheck %s --check-prefix=CODE --implicit-check-not="{{call[x ]}}"
; RUN: %run -e -m .bss %t 0123456789abcdeffedcba987654328104000000 0123456789abcdeffedcba987654328148000000 | FileCheck %s
; CODE: exit
; By 4 and by 72: left, right, and right with the sign.
; CHECK: map .bss 00000000 1030527496b8dafceecfad8b6947251330527496b8dafceecfad8b694725130830527496b8dafceecfad8b69472513f8{{$}}
; CHECK: map .bss 00000000 0000000000000000000123456789abcddcba9876543281000000000000000000dcba9876543281ffffffffffffffffff{{$}}
target triple = "bpfel"
@out = global [3 x i128] zeroinitializer, section ".bss", align 8
define i32 @prog(ptr %ctx) section "syscall" {
  %a = load i128, ptr %ctx, align 8
  %at = getelementptr i8, ptr %ctx, i64 16
  %field = load i32, ptr %at
  %n32 = and i32 %field, 127
  %n = zext i32 %n32 to i128
  %x = shl i128 %a, %n
  %y = lshr i128 %a, %n
  %z = ashr i128 %a, %n
  store i128 %x, ptr @out, align 8
  store i128 %y, ptr getelementptr (i8, ptr @out, i64 16), align 8
  store i128 %z, ptr getelementptr (i8, ptr @out, i64 32), align 8
  ret i32 0
}
