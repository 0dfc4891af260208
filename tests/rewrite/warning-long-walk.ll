; The verifier follows a counted loop round by round, up to 1,000,000 instructions: what is longer links, and a
; warning says so, as an estimate of so many steps may be wrong. As bpf-linker it links without a word.
; RUN: %shim %s -o %t 2>&1 | FileCheck %s && test -e %t
; RUN: mkdir -p %t.d && ln -sf %shim %t.d/bpf-linker && %t.d/bpf-linker %s -o %t 2>&1 | count 0
; CHECK: warning: in 'sum': the verifier probably walks more than 1000000 instructions, where any Linux stops
; CHECK-NEXT: help: shorten the loops, unroll them by --unroll-loops, or split the program with tail calls
; CHECK-NOT: {{.}}
target triple = "bpfel"
define i64 @sum(ptr %ctx) section "tc" {
  br label %round
round:
  %i = phi i32 [ 0, %0 ], [ %next, %round ]
  %s = phi i64 [ 1, %0 ], [ %t, %round ]
  %number = call i64 inttoptr (i64 7 to ptr)()
  %t = xor i64 %s, %number
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, 400000
  br i1 %more, label %round, label %end
end:
  ret i64 %t
}
