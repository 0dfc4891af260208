; Halves of a number that come together in a phi and are only taken out behind it are taken out before it: the half that
; means nothing may be a pointer, which the verifier forbids to shift.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t && llvm-objdump -d --no-show-raw-insn %t | FileCheck %s --check-prefix=CODE
; RUN: %packets %t 0000000000000000000000000000 0100000000000000000000000000 0200000000000000000000000000 | FileCheck %s
; CODE-NOT: <<= 0x20
; CODE-NOT: >>= 0x20
; CODE: exit
; CHECK: run prog 0 2
; CHECK-NEXT: run prog 1 1
; CHECK-NEXT: run prog 2 2
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "xdp" {
entry:
  %low = load i32, ptr %ctx
  %data = zext i32 %low to i64
  %at = getelementptr i8, ptr %ctx, i64 4
  %high = load i32, ptr %at
  %end = zext i32 %high to i64
  %behind = add i64 %data, 1
  %short = icmp ugt i64 %behind, %end
  br i1 %short, label %error, label %check
error:
  %shifted = shl nuw i64 %data, 32
  %failed = or disjoint i64 %shifted, 1
  br label %done
check:
  %packet = inttoptr i64 %data to ptr
  %byte = load i8, ptr %packet
  switch i8 %byte, label %other [ i8 1, label %done
                                  i8 9, label %done ]
other:
  br label %done
done:
  %result = phi i64 [ %failed, %error ], [ 4294967300, %check ], [ 4294967300, %check ], [ 8589934596, %other ]
  %value = lshr i64 %result, 32
  %small = trunc nuw i64 %value to i32
  %kind = and i64 %result, 4294967295
  %good = icmp eq i64 %kind, 4
  %r = select i1 %good, i32 %small, i32 3
  ret i32 %r
}
