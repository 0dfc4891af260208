; What lies behind an element that only an equality keeps inside gets a check of its own: verifiers
; before Linux 6.8 learn nothing from "not the last one".
; REQUIRES: root-bpf
; RUN: %shim %s --cpu v3 -o %t && llvm-objdump -d --no-show-raw-insn %t | FileCheck %s --check-prefix=CODE
; RUN: %run %t 0300000000000000 0f00000000000000 1e00000000000000 | FileCheck %s
; CODE: &= 0xf
; CODE: == 0xf
; CODE: if r[[INDEX:[0-9]]] > 0xf goto
; CODE: += r[[INDEX]]
; CHECK: run prog 0 4
; CHECK-NEXT: run prog 1 77
; CHECK-NEXT: run prog 2 15
target triple = "bpfel"
@table = global [16 x i8] c"\00\01\02\03\04\05\06\07\08\09\0a\0b\0c\0d\0e\0f", section ".data"
define i32 @prog(ptr %ctx) section "syscall" {
entry:
  %x = load i64, ptr %ctx
  %index = and i64 %x, 15
  %last = icmp eq i64 %index, 15
  br i1 %last, label %done, label %in
in:
  %element = getelementptr i8, ptr @table, i64 %index
  %next = getelementptr i8, ptr %element, i64 1
  %byte = load i8, ptr %next
  %r = zext i8 %byte to i32
  br label %done
done:
  %result = phi i32 [ %r, %in ], [ 77, %entry ]
  ret i32 %result
}
