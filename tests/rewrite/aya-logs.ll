; aya-log's map, which has no section when it was compiled for the host, becomes a map.
; RUN: split-file %s %t && cd %t && llvm-as log.ll && rm -f liblog.a && llvm-ar rc liblog.a log.bc
; RUN: %shim prog.ll liblog.a -o out --export-symbols symbols && llvm-readelf -S -s -r out | FileCheck %s
; CHECK: ] maps PROGBITS
; CHECK-NOT: ] .data
; CHECK: R_BPF_64_64 {{.*}} AYA_LOGS{{$}}
; CHECK: OBJECT GLOBAL DEFAULT {{[0-9]+}} AYA_LOGS{{$}}

;--- symbols
prog
;--- prog.ll
target triple = "x86_64-unknown-linux-gnu"
@_RNvNtCs1_12aya_log_ebpf13macro_support8AYA_LOGS = external global [28 x i8]
define i32 @prog(ptr %ctx) section "xdp" {
  %r = call i64 inttoptr (i64 130 to ptr)(ptr @_RNvNtCs1_12aya_log_ebpf13macro_support8AYA_LOGS, ptr %ctx, i64 8, i64 0)
  %t = trunc i64 %r to i32
  ret i32 %t
}
;--- log.ll
target triple = "x86_64-unknown-linux-gnu"
@_RNvNtCs1_12aya_log_ebpf13macro_support8AYA_LOGS = global [28 x i8] c"\1B\00\00\00\00\00\00\00\00\00\00\00\00\00\02\00\00\00\00\00\00\00\00\00\00\00\00\00"
