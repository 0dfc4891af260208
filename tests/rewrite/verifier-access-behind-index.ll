; What lies behind an element stays in reach when its check comes after the element's address was computed.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && %run %t 0500000000000000 3d00000000000000 3f00000000000000 | FileCheck %s
; CHECK: run prog 0 13
; CHECK-NEXT: run prog 1 125
; CHECK-NEXT: run prog 2 63
target triple = "bpfel"
@table = global [64 x i8] c"\00\01\02\03\04\05\06\07\08\09\0a\0b\0c\0d\0e\0f\10\11\12\13\14\15\16\17\18\19\1a\1b\1c\1d\1e\1f\20\21\22\23\24\25\26\27\28\29\2a\2b\2c\2d\2e\2f\30\31\32\33\34\35\36\37\38\39\3a\3b\3c\3d\3e\3f", section ".data"
define i32 @prog(ptr %ctx) section "syscall" {
  %x = load i64, ptr %ctx
  %index = and i64 %x, 63
  %element = getelementptr i8, ptr @table, i64 %index
  %first = load i8, ptr %element
  %a = zext i8 %first to i32
  %inside = icmp ult i64 %index, 61
  %edge = icmp eq i64 %index, 61
  %go = or i1 %inside, %edge
  br i1 %go, label %more, label %end
more:
  %third = getelementptr i8, ptr %element, i64 2
  %value = load volatile i8, ptr %third
  %b = zext i8 %value to i32
  %sum = add i32 %a, %b
  %one = add i32 %sum, 1
  br label %end
end:
  %r = phi i32 [ %a, %0 ], [ %one, %more ]
  ret i32 %r
}
