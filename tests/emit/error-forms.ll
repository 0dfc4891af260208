; What is no object is written only when the object would have been: an error leaves nothing.
; RUN: rm -f %t.s && %status 1 %shim %s -o %t.s --emit asm --kernel 4.15 2>&1 | FileCheck %s
; RUN: not test -e %t.s
; CHECK: error: {{.*}}in 'prog': 
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "xdp" {
  %r = call i64 inttoptr (i64 208 to ptr)()
  %t = trunc i64 %r to i32
  ret i32 %t
}
