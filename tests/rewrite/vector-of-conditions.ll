; Conditions that rustc packed into a vector, to count or to test them, leave neither vector nor stack.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && llvm-objdump -d %t | FileCheck %s --check-prefix=CODE --implicit-check-not=r10
; RUN: %run %t 0102030405060708 00ff00ff00ff00ff ffffffffffffffff | FileCheck %s
; Ones: how many bytes are above 4; hundreds: all of them are.
; CODE: exit
; CHECK: run prog 0 4
; CHECK-NEXT: run prog 1 4
; CHECK-NEXT: run prog 2 108
target triple = "x86_64-unknown-linux-gnu"
declare i8 @llvm.ctpop.i8(i8)
define i32 @prog(ptr %ctx) section "syscall" {
  %word = load i64, ptr %ctx
  %bytes = bitcast i64 %word to <8 x i8>
  %big = icmp ugt <8 x i8> %bytes, <i8 4, i8 4, i8 4, i8 4, i8 4, i8 4, i8 4, i8 4>
  %bits = bitcast <8 x i1> %big to i8
  %count = call i8 @llvm.ctpop.i8(i8 %bits)
  %wide = zext i8 %count to i32
  %all = icmp eq i8 %bits, -1
  %hundred = select i1 %all, i32 100, i32 0
  %r = add i32 %wide, %hundred
  ret i32 %r
}
