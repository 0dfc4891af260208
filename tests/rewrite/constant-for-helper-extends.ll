; A helper's call that gets a string built on the stack keeps the attributes of its arguments: a signed number is
; still extended to 64 bits.
; RUN: rm -rf %t.d && %shim %s --kernel 4.15 -o %t --dump-module=%t.d && FileCheck %s < %t.d/*-final.ll
; CHECK: call {{.*}}inttoptr (i64 6 to ptr)({{.*}}, i32 signext {{.*}}, i16 signext
target triple = "bpfel"
@text = internal constant [6 x i8] c"seen\0A\00"
define i32 @prog(ptr %ctx) section "kprobe/f" {
  %word = load i16, ptr %ctx
  %r = call i64 inttoptr (i64 6 to ptr)(ptr align 16 @text, i32 signext 6, i16 signext %word)
  %t = trunc i64 %r to i32
  ret i32 %t
}
