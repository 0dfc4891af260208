; aya-log's maps, which have no section when they were compiled for the host, become maps: one since 0.2, two before.
; RUN: split-file %s %t && cd %t && llvm-as log.ll && rm -f liblog.a && llvm-ar rc liblog.a log.bc
; RUN: %shim prog.ll liblog.a -o out --export-symbols symbols && llvm-readelf -S -s -r out | FileCheck %s
; CHECK: ] maps PROGBITS
; CHECK-NOT: ] .data
; CHECK: R_BPF_64_64 {{.*}} AYA_LOGS{{$}}
; CHECK: OBJECT GLOBAL DEFAULT {{[0-9]+}} AYA_LOGS{{$}}

; RUN: llvm-as older-log.ll && rm -f libolder.a && llvm-ar rc libolder.a older-log.bc
; RUN: %shim older-prog.ll libolder.a -o older --export-symbols symbols && llvm-readelf -S -s -r older | FileCheck %s
; RUN: llvm-readelf -s older | FileCheck %s --check-prefix=OLDER
; OLDER: OBJECT GLOBAL DEFAULT {{[0-9]+}} AYA_LOG_BUF{{$}}

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
;--- older-log.ll
target triple = "x86_64-unknown-linux-gnu"
@_RNvCs1_12aya_log_ebpf8AYA_LOGS = global [28 x i8] c"\04\00\00\00\04\00\00\00\04\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00"
@_ZN12aya_log_ebpf11AYA_LOG_BUF17h0123456789abcdefE = global [28 x i8] c"\06\00\00\00\04\00\00\00\00 \00\00\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00"
;--- older-prog.ll
target triple = "x86_64-unknown-linux-gnu"
@_RNvCs1_12aya_log_ebpf8AYA_LOGS = external global [28 x i8]
@_ZN12aya_log_ebpf11AYA_LOG_BUF17h0123456789abcdefE = external global [28 x i8]
define i32 @prog(ptr %ctx) section "xdp" {
  %key = alloca i32, align 4
  store i32 0, ptr %key, align 4
  %buf = call ptr inttoptr (i64 1 to ptr)(ptr @_ZN12aya_log_ebpf11AYA_LOG_BUF17h0123456789abcdefE, ptr %key)
  %none = icmp eq ptr %buf, null
  br i1 %none, label %out, label %log
log:
  %r = call i64 inttoptr (i64 25 to ptr)(ptr %ctx, ptr @_RNvCs1_12aya_log_ebpf8AYA_LOGS, i64 4294967295, ptr %buf, i64 8)
  br label %out
out:
  ret i32 2
}
