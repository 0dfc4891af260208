; Promise: for kernels before 4.18, whose helpers take no key or value from a map's memory, it is copied to the
; stack; later kernels get the address. The bytes that are copied are those of the map that is looked up.
; RUN: %shim %s --kernel=4.15 -o %t.o && llvm-objdump -d --no-show-raw-insn %t.o | FileCheck %s
; RUN: %shim --check --kernel=4.15 %t.o 2>&1 | FileCheck %s --check-prefix=CLEAN
; RUN: %shim %s --kernel=4.18 -o %t.new && llvm-objdump -d --no-show-raw-insn %t.new | FileCheck %s --check-prefix=NEW
; CLEAN-NOT: warning
target triple = "bpfel"
@TABLE = global { i32, i32, i32, i32, i32 } { i32 1, i32 4, i32 12, i32 8, i32 0 }, section "maps"
define i32 @prog(ptr %ctx) section "xdp" {
entry:
  %key = alloca i32
  store i32 0, ptr %key
  %first = call ptr inttoptr (i64 1 to ptr)(ptr @TABLE, ptr %key)
  %none = icmp eq ptr %first, null
  br i1 %none, label %done, label %some
; CHECK: call 0x1
; CHECK-DAG: = *(u32 *)(r{{[06-9]}} + 0x4)
; CHECK-DAG: r2 = r10
; CHECK: call 0x1
; NEW: call 0x1
; NEW: r0 += 0x4
; NEW: r2 = r0
; NEW: call 0x1
some:
  %next = getelementptr i8, ptr %first, i64 4
  %second = call ptr inttoptr (i64 1 to ptr)(ptr @TABLE, ptr %next)
  %missing = icmp eq ptr %second, null
  br i1 %missing, label %done, label %put
; CHECK: = *(u64 *)(r0 + 0x0)
; CHECK: = *(u32 *)(r0 + 0x8)
; CHECK: r3 = r10
; CHECK: call 0x2
put:
  %a = call i64 inttoptr (i64 2 to ptr)(ptr @TABLE, ptr %key, ptr %second, i64 0)
  br label %done
done:
  ret i32 2
}
