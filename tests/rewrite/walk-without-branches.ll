; Promise: where the walk of the kernel's verifier would be too long, both ways of branches are computed and arithmetic
; takes one of the results, signed or not. Linux 4.15 would follow 2^24 paths here; 5.10 sees that none of the numbers
; matters, and keeps the branches.
; REQUIRES: root-bpf
; RUN: %shim %s --kernel=4.15 -o %t.o && llvm-objdump -d --no-show-raw-insn %t.o | FileCheck %s
; CHECK-COUNT-1: {{[[:space:]]if }}
; CHECK-NOT: {{[[:space:]]if }}
; RUN: %shim --check --json --kernel=4.15 %t.o | FileCheck %s --check-prefix=WALKED
; WALKED: "walked":[[#]]}
; RUN: %shim %s --kernel=5.10 -o %t.new && llvm-objdump -d --no-show-raw-insn %t.new | FileCheck %s --check-prefix=NEW
; NEW-COUNT-25: {{[[:space:]]if }}
; Twenty numbers, each of its own or five; their sum is doubled for each byte above -3.
; RUN: %packets %t.o 000000000000000000000000000000000000000000000000 63646463ff000000000000000000000000000000fdfe7f80 | FileCheck %s --check-prefix=RUN-DONE
; RUN: %packets %t.new 000000000000000000000000000000000000000000000000 63646463ff000000000000000000000000000000fdfe7f80 | FileCheck %s --check-prefix=RUN-DONE
; RUN-DONE: run prog 0 567904
; RUN-DONE: run prog 1 121600
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "tc" {
start:
  %data.at = getelementptr i8, ptr %ctx, i64 76
  %data.low = load i32, ptr %data.at
  %data.number = zext i32 %data.low to i64
  %data = inttoptr i64 %data.number to ptr
  %end.at = getelementptr i8, ptr %ctx, i64 80
  %end.low = load i32, ptr %end.at
  %end.number = zext i32 %end.low to i64
  %end = inttoptr i64 %end.number to ptr
  %limit = getelementptr i8, ptr %data, i64 24
  %short = icmp ugt ptr %limit, %end
  br i1 %short, label %none, label %entry
none:
  ret i32 -1
entry:
  %p0 = getelementptr i8, ptr %data, i64 0
  %b0 = load i8, ptr %p0
  %c0 = icmp ult i8 %b0, 100
  %n0 = select i1 %c0, i64 11, i64 5
  %s0 = add i64 0, %n0
  %p1 = getelementptr i8, ptr %data, i64 1
  %b1 = load i8, ptr %p1
  %c1 = icmp ult i8 %b1, 100
  %n1 = select i1 %c1, i64 1057, i64 5
  %s1 = add i64 %s0, %n1
  %p2 = getelementptr i8, ptr %data, i64 2
  %b2 = load i8, ptr %p2
  %c2 = icmp ult i8 %b2, 100
  %n2 = select i1 %c2, i64 28, i64 5
  %s2 = add i64 %s1, %n2
  %p3 = getelementptr i8, ptr %data, i64 3
  %b3 = load i8, ptr %p3
  %c3 = icmp ult i8 %b3, 100
  %n3 = select i1 %c3, i64 1017, i64 5
  %s3 = add i64 %s2, %n3
  %p4 = getelementptr i8, ptr %data, i64 4
  %b4 = load i8, ptr %p4
  %c4 = icmp ult i8 %b4, 100
  %n4 = select i1 %c4, i64 4024, i64 5
  %s4 = add i64 %s3, %n4
  %p5 = getelementptr i8, ptr %data, i64 5
  %b5 = load i8, ptr %p5
  %c5 = icmp ult i8 %b5, 100
  %n5 = select i1 %c5, i64 863, i64 5
  %s5 = add i64 %s4, %n5
  %p6 = getelementptr i8, ptr %data, i64 6
  %b6 = load i8, ptr %p6
  %c6 = icmp ult i8 %b6, 100
  %n6 = select i1 %c6, i64 3813, i64 5
  %s6 = add i64 %s5, %n6
  %p7 = getelementptr i8, ptr %data, i64 7
  %b7 = load i8, ptr %p7
  %c7 = icmp ult i8 %b7, 100
  %n7 = select i1 %c7, i64 595, i64 5
  %s7 = add i64 %s6, %n7
  %p8 = getelementptr i8, ptr %data, i64 8
  %b8 = load i8, ptr %p8
  %c8 = icmp ult i8 %b8, 100
  %n8 = select i1 %c8, i64 3488, i64 5
  %s8 = add i64 %s7, %n8
  %p9 = getelementptr i8, ptr %data, i64 9
  %b9 = load i8, ptr %p9
  %c9 = icmp ult i8 %b9, 100
  %n9 = select i1 %c9, i64 213, i64 5
  %s9 = add i64 %s8, %n9
  %p10 = getelementptr i8, ptr %data, i64 10
  %b10 = load i8, ptr %p10
  %c10 = icmp ult i8 %b10, 100
  %n10 = select i1 %c10, i64 3049, i64 5
  %s10 = add i64 %s9, %n10
  %p11 = getelementptr i8, ptr %data, i64 11
  %b11 = load i8, ptr %p11
  %c11 = icmp ult i8 %b11, 100
  %n11 = select i1 %c11, i64 3810, i64 5
  %s11 = add i64 %s10, %n11
  %p12 = getelementptr i8, ptr %data, i64 12
  %b12 = load i8, ptr %p12
  %c12 = icmp ult i8 %b12, 100
  %n12 = select i1 %c12, i64 2496, i64 5
  %s12 = add i64 %s11, %n12
  %p13 = getelementptr i8, ptr %data, i64 13
  %b13 = load i8, ptr %p13
  %c13 = icmp ult i8 %b13, 100
  %n13 = select i1 %c13, i64 3200, i64 5
  %s13 = add i64 %s12, %n13
  %p14 = getelementptr i8, ptr %data, i64 14
  %b14 = load i8, ptr %p14
  %c14 = icmp ult i8 %b14, 100
  %n14 = select i1 %c14, i64 1829, i64 5
  %s14 = add i64 %s13, %n14
  %p15 = getelementptr i8, ptr %data, i64 15
  %b15 = load i8, ptr %p15
  %c15 = icmp ult i8 %b15, 100
  %n15 = select i1 %c15, i64 2476, i64 5
  %s15 = add i64 %s14, %n15
  %p16 = getelementptr i8, ptr %data, i64 16
  %b16 = load i8, ptr %p16
  %c16 = icmp ult i8 %b16, 100
  %n16 = select i1 %c16, i64 1048, i64 5
  %s16 = add i64 %s15, %n16
  %p17 = getelementptr i8, ptr %data, i64 17
  %b17 = load i8, ptr %p17
  %c17 = icmp ult i8 %b17, 100
  %n17 = select i1 %c17, i64 1638, i64 5
  %s17 = add i64 %s16, %n17
  %p18 = getelementptr i8, ptr %data, i64 18
  %b18 = load i8, ptr %p18
  %c18 = icmp ult i8 %b18, 100
  %n18 = select i1 %c18, i64 153, i64 5
  %s18 = add i64 %s17, %n18
  %p19 = getelementptr i8, ptr %data, i64 19
  %b19 = load i8, ptr %p19
  %c19 = icmp ult i8 %b19, 100
  %n19 = select i1 %c19, i64 686, i64 5
  %s19 = add i64 %s18, %n19
  %p20 = getelementptr i8, ptr %data, i64 20
  %b20 = load i8, ptr %p20
  %c20 = icmp sgt i8 %b20, -3
  br i1 %c20, label %yes20, label %no20
yes20:
  %d20 = shl i64 %s19, 1
  br label %no20
no20:
  %s20 = phi i64 [ %d20, %yes20 ], [ %s19, %entry ]
  %p21 = getelementptr i8, ptr %data, i64 21
  %b21 = load i8, ptr %p21
  %c21 = icmp sgt i8 %b21, -3
  br i1 %c21, label %yes21, label %no21
yes21:
  %d21 = shl i64 %s20, 1
  br label %no21
no21:
  %s21 = phi i64 [ %d21, %yes21 ], [ %s20, %no20 ]
  %p22 = getelementptr i8, ptr %data, i64 22
  %b22 = load i8, ptr %p22
  %c22 = icmp sgt i8 %b22, -3
  br i1 %c22, label %yes22, label %no22
yes22:
  %d22 = shl i64 %s21, 1
  br label %no22
no22:
  %s22 = phi i64 [ %d22, %yes22 ], [ %s21, %no21 ]
  %p23 = getelementptr i8, ptr %data, i64 23
  %b23 = load i8, ptr %p23
  %c23 = icmp sgt i8 %b23, -3
  br i1 %c23, label %yes23, label %no23
yes23:
  %d23 = shl i64 %s22, 1
  br label %no23
no23:
  %s23 = phi i64 [ %d23, %yes23 ], [ %s22, %no22 ]
  %result = trunc i64 %s23 to i32
  ret i32 %result
}
