; Promise: a variable that the optimiser made smaller than its type gets no BTF, and the rest of its
; section is taken by the kernel.
; REQUIRES: root-bpf
; RUN: llc -march=bpfel -filetype=obj %s -o %t.o
; RUN: %h_object --btf %t.o %t.out.o
; RUN: make -s -C %top/tests/kernel
; RUN: %top/build/tests/btf_check %t.out.o
; RUN: bpftool btf dump file %t.out.o | FileCheck %s
target triple = "bpfel"
@shrunk = global i8 1, section ".data", !dbg !10
@whole = global i32 2, section ".data", !dbg !12
define i32 @prog(ptr %ctx) section "xdp" !dbg !5 {
  ret i32 2, !dbg !8
}
; CHECK-NOT: shrunk
; CHECK: DATASEC '.data' size=8 vlen=1
; CHECK-NEXT: offset=4 size=4 (VAR 'whole')
!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!2}
!0 = distinct !DICompileUnit(language: DW_LANG_Rust, file: !1, emissionKind: FullDebug, globals: !3)
!1 = !DIFile(filename: "a.rs", directory: "/src")
!2 = !{i32 2, !"Debug Info Version", i32 3}
!3 = !{!10, !12}
!4 = !DIBasicType(name: "u32", size: 32, encoding: DW_ATE_unsigned)
!5 = distinct !DISubprogram(name: "prog", file: !1, line: 3, type: !6, unit: !0, spFlags: DISPFlagDefinition)
!6 = !DISubroutineType(types: !7)
!7 = !{null}
!8 = !DILocation(line: 4, column: 5, scope: !5)
!10 = !DIGlobalVariableExpression(var: !11, expr: !DIExpression())
!11 = distinct !DIGlobalVariable(name: "shrunk", scope: !0, file: !1, line: 1, type: !4, isLocal: false, isDefinition: true)
!12 = !DIGlobalVariableExpression(var: !13, expr: !DIExpression())
!13 = distinct !DIGlobalVariable(name: "whole", scope: !0, file: !1, line: 2, type: !4, isLocal: false, isDefinition: true)
