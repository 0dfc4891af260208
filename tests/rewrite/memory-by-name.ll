; Calls of memcpy, memmove and memset by name, which no library answers, work and give their result.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && llvm-objdump -dr %t | FileCheck %s --check-prefix=CODE --implicit-check-not="{{call[x ]}}"
; RUN: %run -m .bss %t 00 | FileCheck %s
; CODE: exit
; CHECK: map .bss 00000000 68656c6c6f000000686568656c6c2a2a{{$}}
target triple = "bpfel"
@hello = global [8 x i8] zeroinitializer, section ".bss"
@moved = global [8 x i8] zeroinitializer, section ".bss"
@text = internal constant [6 x i8] c"hello\00"
declare ptr @memcpy(ptr, ptr, i64)
declare ptr @memmove(ptr, ptr, i64)
declare ptr @memset(ptr, i32, i64)
define i32 @prog(ptr %ctx) section "syscall" {
  %copy = call ptr @memcpy(ptr @hello, ptr @text, i64 6)
  %set = call ptr @memset(ptr @moved, i32 298, i64 8)
  %again = call ptr @memcpy(ptr %set, ptr %copy, i64 4)
  %up = getelementptr i8, ptr %again, i64 2
  %move = call ptr @memmove(ptr %up, ptr %again, i64 4)
  ret i32 0
}
