; A program that calls itself cannot be inlined, and is a program: the error says what to do.
; RUN: rm -f %t && %status 5 %shim %s -o %t 2>&1 | FileCheck %s
; RUN: not test -e %t
; CHECK: {{^}}bpf-shim: error: in 'prog': calls the program 'prog'{{$}}
; CHECK-NEXT: {{^}}bpf-shim: help: move what both need into a function without a section{{$}}
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "xdp" {
  %a = load volatile i32, ptr %ctx
  %c = icmp eq i32 %a, 0
  br i1 %c, label %x, label %y
x:
  %r = call i32 @prog(ptr %ctx)
  %q = call i32 @prog(ptr %ctx)
  %s = mul i32 %r, %q
  %t = xor i32 %s, %r
  ret i32 %t
y:
  ret i32 2
}
