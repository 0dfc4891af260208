; An atomic add or sub whose result nobody uses needs no newer instruction set than the rest.
; REQUIRES: root-bpf
; RUN: %shim %s --cpu v2 -o %t && llvm-objdump -d %t | FileCheck %s --check-prefix=CODE
; RUN: %run -m .bss %t 05000000 | FileCheck %s
; CODE: db {{.*}} lock *(u64 *)({{.*}}) += r
; CODE: c3 {{.*}} lock *(u32 *)({{.*}}) += w
; CODE-NOT: atomic_fetch
; CHECK: map .bss 00000000 0500000000000000fbffffff
target triple = "bpfel"
@up = global i64 0, section ".bss"
@down = global i32 0, section ".bss"
define i32 @prog(ptr %ctx) section "syscall" {
  %x = load i32, ptr %ctx
  %wide = zext i32 %x to i64
  %a = atomicrmw add ptr @up, i64 %wide seq_cst
  %b = atomicrmw sub ptr @down, i32 %x monotonic
  ret i32 0
}
