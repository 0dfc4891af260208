; Promise: where the walk of the verifier through a loop is too long and its rounds are known, each round forgets those before
; it. Where that does not help (here: it is switched off) the loop is unrolled, and both ways of branches are computed. Here the
; verifier would tell apart all numbers that 120 rounds can count, as the last comparison needs them: more than 1000000
; instructions.
; REQUIRES: root-bpf
; RUN: %shim %s -o %t.loop.o && llvm-objdump -d --no-show-raw-insn %t.loop.o | FileCheck %s --check-prefix=LOOP
; LOOP: goto -
; RUN: %shim %s --skip-quirk=forgotten-rounds -o %t.o && llvm-objdump -d --no-show-raw-insn %t.o | FileCheck %s
; RUN: %shim %s --skip-quirk=forgotten-rounds --kernel=5.4 -o %t.old.o && llvm-objdump -d --no-show-raw-insn %t.old.o | FileCheck %s
; CHECK-NOT: goto -
; CHECK: exit
; RUN: %shim --check --json --kernel=5.4 %t.old.o | FileCheck %s --check-prefix=WALKED
; RUN: %shim --check --json --kernel=6.12 %t.loop.o | FileCheck %s --check-prefix=WALKED
; RUN: %shim --check --json --kernel=6.12 %t.o | FileCheck %s --check-prefix=WALKED
; WALKED: "walked":[[#]]}
; RUN: %packets %t.loop.o 414046308060397a2f40646030352f60307b35417a307a3a6180616130307b7b7a7a5a5b7b357b7a7b305a3040357a61413a5b5a305b3a5a405a645b7a64647a394130403030353540303080397a7b2f60804046404641802f405a39353a7b5b4640615b41353a5a5b5a7a3a615a647a393a353039604041 414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141 | FileCheck %s --check-prefix=RUN-DONE
; RUN: %packets %t.o 414046308060397a2f40646030352f60307b35417a307a3a6180616130307b7b7a7a5a5b7b357b7a7b305a3040357a61413a5b5a305b3a5a405a645b7a64647a394130403030353540303080397a7b2f60804046404641802f405a39353a7b5b4640615b41353a5a5b5a7a3a615a647a393a353039604041 414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141 | FileCheck %s --check-prefix=RUN-DONE
; RUN: %packets %t.old.o 414046308060397a2f40646030352f60307b35417a307a3a6180616130307b7b7a7a5a5b7b357b7a7b305a3040357a61413a5b5a305b3a5a405a645b7a64647a394130403030353540303080397a7b2f60804046404641802f405a39353a7b5b4640615b41353a5a5b5a7a3a615a647a393a353039604041 414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141 | FileCheck %s --check-prefix=RUN-DONE
; RUN-DONE: run prog 0 1971988
; RUN-DONE: run prog 1 4294967294
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
  %limit = getelementptr i8, ptr %data, i64 120
  %short = icmp ugt ptr %limit, %end
  br i1 %short, label %none, label %round
none:
  ret i32 -1
round:
  %i = phi i64 [ 0, %start ], [ %i.next, %next ]
  %sum = phi i64 [ 0, %start ], [ %sum.next, %next ]
  %at = getelementptr i8, ptr %data, i64 %i
  %byte = load i8, ptr %at
  %from.digit = add i8 %byte, -48
  %is.digit = icmp ult i8 %from.digit, 10
  br i1 %is.digit, label %digit, label %letter
digit:
  %digits = add i64 %sum, 65536
  br label %next
letter:
  %from.lower = add i8 %byte, -97
  %is.lower = icmp ult i8 %from.lower, 26
  br i1 %is.lower, label %lower, label %capital
lower:
  %lowers = add i64 %sum, 256
  br label %next
capital:
  %from.upper = add i8 %byte, -65
  %is.upper = icmp ult i8 %from.upper, 26
  br i1 %is.upper, label %upper, label %next
upper:
  %uppers = add i64 %sum, 1
  br label %next
next:
  %sum.next = phi i64 [ %digits, %digit ], [ %lowers, %lower ], [ %uppers, %upper ], [ %sum, %capital ]
  %i.next = add nuw nsw i64 %i, 1
  %more = icmp ult i64 %i.next, 120
  br i1 %more, label %round, label %done
done:
  %result = trunc i64 %sum.next to i32
  %many = icmp ugt i64 %sum.next, 1966079
  br i1 %many, label %enough, label %few
enough:
  ret i32 %result
few:
  ret i32 -2
}
