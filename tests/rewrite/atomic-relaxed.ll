; Relaxed loads and stores work in the oldest instruction set, and none of them is merged or dropped.
; RUN: %shim %s --cpu v1 -o %t && llvm-objdump -d %t | FileCheck %s
; CHECK: {{[rw][0-9]}} = *(u32 *)(r1 + 0x0)
; CHECK: {{[rw][0-9]}} = *(u32 *)(r1 + 0x0)
; CHECK: *(u64 *)(r1 + 0x8) = r{{[0-9]}}
; CHECK: *(u64 *)(r1 + 0x8) = r{{[0-9]}}
; CHECK: exit
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "xdp" {
  %a = load atomic i32, ptr %ctx monotonic, align 4
  %b = load atomic i32, ptr %ctx monotonic, align 4
  %to = getelementptr i8, ptr %ctx, i64 8
  store atomic i64 1, ptr %to monotonic, align 8
  store atomic i64 2, ptr %to monotonic, align 8
  %r = add i32 %a, %b
  ret i32 %r
}
