; An address that a subprogram rounds is a parameter: where each call gives the address of a variable, LLVM knows what
; is left of the rounding, also behind a function that hands the address on. It does not where one call gives an address
; inside of a variable: that function is inlined.
; RUN: %shim --subprograms %s -o %t
; RUN: llvm-objdump -d --no-show-raw-insn %t | FileCheck %s
; CHECK-NOT: {{&=|rest_of_any}}
; CHECK: <rest>:
; CHECK-NOT: {{&=|rest_of_any}}
; CHECK: <hands_on>:
; CHECK-NOT: {{&=|rest_of_any}}
; CHECK: <prog>:
; CHECK-NOT: {{&=|rest_of_any}}
target triple = "bpfel"
define i64 @rest_of_any(ptr align 1 %p) noinline {
  %address = ptrtoint ptr %p to i64
  %rest = and i64 %address, 7
  %v = load volatile i8, ptr %p
  ret i64 %rest
}
define i64 @rest(ptr align 1 %p) noinline {
  %address = ptrtoint ptr %p to i64
  %more = add i64 %address, 13
  %rest = and i64 %more, 7
  %v = load volatile i8, ptr %p
  ret i64 %rest
}
define i64 @hands_on(ptr align 1 %p) noinline {
  %v = load volatile i8, ptr %p
  %rest = call i64 @rest(ptr %p)
  ret i64 %rest
}
define i32 @prog(ptr %ctx) section "syscall" {
  %a = alloca [16 x i8], align 1
  %b = alloca [16 x i8], align 1
  store volatile i8 1, ptr %a
  store volatile i8 1, ptr %b
  %inside = getelementptr i8, ptr %b, i64 1
  store volatile i8 1, ptr %inside
  %1 = call i64 @rest_of_any(ptr %a)
  %2 = call i64 @rest_of_any(ptr %inside)
  %3 = call i64 @rest(ptr %a)
  %4 = call i64 @hands_on(ptr %b)
  %5 = add i64 %1, %2
  %6 = add i64 %3, %4
  %7 = add i64 %5, %6
  %8 = trunc i64 %7 to i32
  ret i32 %8
}
