; Calls that could unwind in the host's core become plain calls, with no landing pad and no .eh_frame.
; REQUIRES: root-bpf
; RUN: %shim %s --export prog -o %t && llvm-readelf -SW %t | FileCheck %s --check-prefix=SECTIONS
; RUN: %run %t 03000000 0a000000 | FileCheck %s
; CHECK: run prog 0 3
; CHECK-NEXT: run prog 1 0
; SECTIONS-NOT: eh_frame
; SECTIONS-NOT: gcc_except
target triple = "x86_64-unknown-linux-gnu"
declare i32 @rust_eh_personality(...)
define hidden void @_RNvCs1_7___rustc17rust_begin_unwind(ptr %info) noreturn {
  unreachable
}
define i32 @check(i32 %index) uwtable personality ptr @rust_eh_personality {
  %bad = icmp ugt i32 %index, 9
  br i1 %bad, label %panic, label %fine
panic:
  invoke void @_RNvCs1_7___rustc17rust_begin_unwind(ptr null) to label %never unwind label %cleanup
never:
  unreachable
cleanup:
  %pad = landingpad { ptr, i32 } cleanup
  resume { ptr, i32 } %pad
fine:
  ret i32 %index
}
define i32 @prog(ptr %ctx) uwtable section "syscall" personality ptr @rust_eh_personality {
  %index = load i32, ptr %ctx
  %r = invoke i32 @check(i32 %index) to label %done unwind label %cleanup
done:
  ret i32 %r
cleanup:
  %pad = landingpad { ptr, i32 } catch ptr null
  ret i32 99
}
