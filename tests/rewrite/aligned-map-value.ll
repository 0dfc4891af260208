; What is left of a rounded address is known of the values of arrays and hash tables, which the kernel aligns to words,
; and not of those of a trie, which lie behind keys of any length.
; RUN: %shim %s -o %t
; RUN: llvm-objdump -d --no-show-raw-insn %t | FileCheck %s
; CHECK-LABEL: <of_array>:
; CHECK-NOT: &=
; CHECK-LABEL: <of_hash>:
; CHECK-NOT: &=
; CHECK-LABEL: <of_trie>:
; CHECK: r0 &= {{(0x)?7$}}
target triple = "bpfel"
@array = global { i32, i32, i32, i32, i32 } { i32 2, i32 4, i32 16, i32 1, i32 0 }, section "maps"
@hash = global { i32, i32, i32, i32, i32 } { i32 1, i32 4, i32 16, i32 1, i32 0 }, section "maps"
@trie = global { i32, i32, i32, i32, i32 } { i32 11, i32 5, i32 16, i32 1, i32 1 }, section "maps"

define i32 @of_array(ptr %ctx) section "socket/1" {
  %key = alloca i64, align 8
  store i64 0, ptr %key
  %value = call ptr inttoptr (i64 1 to ptr)(ptr @array, ptr %key)
  %address = ptrtoint ptr %value to i64
  %rest = and i64 %address, 7
  %result = trunc i64 %rest to i32
  ret i32 %result
}

define i32 @of_hash(ptr %ctx) section "socket/2" {
  %key = alloca i64, align 8
  store i64 0, ptr %key
  %value = call ptr inttoptr (i64 1 to ptr)(ptr @hash, ptr %key)
  %address = ptrtoint ptr %value to i64
  %rest = and i64 %address, 7
  %result = trunc i64 %rest to i32
  ret i32 %result
}

define i32 @of_trie(ptr %ctx) section "socket/3" {
  %key = alloca i64, align 8
  store i64 0, ptr %key
  %value = call ptr inttoptr (i64 1 to ptr)(ptr @trie, ptr %key)
  %address = ptrtoint ptr %value to i64
  %rest = and i64 %address, 7
  %result = trunc i64 %rest to i32
  ret i32 %result
}
