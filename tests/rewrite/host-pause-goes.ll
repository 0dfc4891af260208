; A spin loop's hint to the host's processor is no error; it does nothing.
; RUN: %shim %s -o %t && llvm-objdump -d %t | FileCheck %s
; CHECK: r0 = 0x1
; CHECK-NEXT: exit
target triple = "x86_64-unknown-linux-gnu"
declare void @llvm.x86.sse2.pause()
define internal void @spin_loop() noinline {
  call void @llvm.x86.sse2.pause()
  ret void
}
define i32 @prog(ptr %ctx) section "xdp" {
  call void @spin_loop()
  ret i32 1
}
