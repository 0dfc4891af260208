; An atomic operation beyond "add and forget" raises the instruction set to v3, and says so.
; REQUIRES: root-bpf
; RUN: %shim %s --verbose -o %t 2>&1 | FileCheck %s --check-prefix=TRACE
; RUN: %run -m .bss %t 05000000 | FileCheck %s
; TRACE: trace: instruction set v3 for an atomic operation
; CHECK: run prog 0 118
; CHECK-NEXT: map .bss 00000000 0300000000000000
target triple = "bpfel"
@value = global i64 0, section ".bss"
define i32 @prog(ptr %ctx) section "syscall" {
  %x = load i32, ptr %ctx
  %wide = zext i32 %x to i64
  %zero = atomicrmw add ptr @value, i64 %wide seq_cst
  %five = atomicrmw xchg ptr @value, i64 100 monotonic
  %pair = cmpxchg ptr @value, i64 100, i64 3 seq_cst seq_cst
  %hundred = extractvalue { i64, i1 } %pair, 0
  %hit = extractvalue { i64, i1 } %pair, 1
  %one = zext i1 %hit to i64
  %a = add i64 %zero, %five
  %b = add i64 %a, %hundred
  %c = mul i64 %one, 13
  %d = add i64 %b, %c
  %r = trunc i64 %d to i32
  ret i32 %r
}
