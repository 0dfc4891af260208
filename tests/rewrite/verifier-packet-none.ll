; A place in a packet is never null, which is Rust's None of a reference: nothing is computed for that, as the
; verifier takes no sum of the packet's start and a number without a bound.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && %packets %t 4500000000000000000000000000 | FileCheck %s
; RUN: llvm-objdump -d %t | FileCheck %s --check-prefix=CODE
; CHECK: run prog 0 70
; CODE: call 0x5
; CODE-NOT: += r
; CODE: += 0x1
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "xdp" {
  %data32 = load i32, ptr %ctx
  %end.at = getelementptr i8, ptr %ctx, i64 4
  %end32 = load i32, ptr %end.at
  %data64 = zext i32 %data32 to i64
  %end64 = zext i32 %end32 to i64
  %data = inttoptr i64 %data64 to ptr
  %end = inttoptr i64 %end64 to ptr
  %next = getelementptr inbounds nuw i8, ptr %data, i64 1
  %over = icmp ugt ptr %next, %end
  br i1 %over, label %short, label %fine
short:
  ret i32 0
fine:
  %byte = load i8, ptr %data
  %time = call i64 inttoptr (i64 5 to ptr)()
  %behind = getelementptr i8, ptr %next, i64 %time
  %last = getelementptr i8, ptr %behind, i64 -1
  %none = icmp eq ptr %last, null
  br i1 %none, label %short, label %some
some:
  %again = icmp ne ptr null, %behind
  %one = zext i1 %again to i32
  %number = zext i8 %byte to i32
  %r = or i32 %one, %number
  %sum = add i32 %r, 1
  ret i32 %sum
}
