; An LSM program's -1 is a constant for the verifier, not the negation of a condition: of that, Linux before 6.17 knows
; no bounds. tests/kernels/core.py loads such a program. Other programs keep the shorter form.
; RUN: %shim %s -o %t && llvm-objdump -d --no-show-raw-insn %t | FileCheck %s
; RUN: %shim --skip-quirk negated-results %s -o %t && llvm-objdump -d --no-show-raw-insn %t | FileCheck %s --check-prefix=LATE
; CHECK-LABEL: <check>:
; CHECK-NOT: = -{{[rw]}}
; CHECK: {{[rw]}}0 = -0x1
; CHECK-NOT: = -{{[rw]}}
; CHECK-LABEL: <filter>:
; CHECK: {{[rw]}}0 = -{{[rw]}}
; LATE-LABEL: <check>:
; LATE: {{[rw]}}0 = -{{[rw]}}
; LATE-LABEL: <filter>:
target triple = "bpfel"
define i32 @check(ptr %ctx) section "lsm/bprm_check_security" {
  %a = load i64, ptr %ctx
  %bit = trunc i64 %a to i1
  %r = sext i1 %bit to i32
  ret i32 %r
}
define i32 @filter(ptr %ctx) section "raw_tp/sys_enter" {
  %a = load i64, ptr %ctx
  %bit = trunc i64 %a to i1
  %r = sext i1 %bit to i32
  ret i32 %r
}
