; A byte array on the stack is aligned, so that what is copied into it goes by words.
; RUN: %shim %s -o %t && llvm-objdump -d %t | FileCheck %s
; CHECK: *(u64 *)(r10 - 0x{{[0-9a-f]+}}) =
; CHECK-NOT: *(u8 *)
; CHECK: exit
target triple = "bpfel"
@table = internal constant [16 x i8] c"0123456789abcdef", align 8
define i32 @prog(ptr %ctx) section "xdp" {
  %buffer = alloca [16 x i8], align 1
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %buffer, ptr align 8 @table, i64 16, i1 false)
  %r = call i32 inttoptr (i64 6 to ptr)(ptr %buffer, i32 16)
  ret i32 %r
}
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
