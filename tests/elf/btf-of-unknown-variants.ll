; Promise: what an LLVM before 21.1.5 makes of an enum with data, a member without name and type, is
; left out: a structure of that size stays, and the kernel takes it.
; REQUIRES: root-bpf
; RUN: make -s -C %top/tests/kernel
; RUN: llc -march=bpfel -filetype=obj %s -o %t.o
; RUN: %h_object --btf %t.o %t.out.o
; RUN: bpftool btf dump file %t.o | FileCheck --check-prefix=BEFORE %s
; RUN: %top/build/tests/btf_check %t.out.o
; RUN: bpftool btf dump file %t.out.o | FileCheck %s
target triple = "bpfel"
@state = global i64 1, section ".data", !dbg !10
define i32 @prog(ptr %ctx) section "xdp" !dbg !5 {
  ret i32 2, !dbg !8
}
; BEFORE: STRUCT 'Option<u32>' size=8 vlen=1
; BEFORE-NEXT: '(anon)' type_id=0
; CHECK: STRUCT 'Option_u32' size=8 vlen=0
!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!2}
!0 = distinct !DICompileUnit(language: DW_LANG_Rust, file: !1, emissionKind: FullDebug, globals: !3)
!1 = !DIFile(filename: "a.rs", directory: "/src")
!2 = !{i32 2, !"Debug Info Version", i32 3}
!3 = !{!10}
!5 = distinct !DISubprogram(name: "prog", file: !1, line: 3, type: !6, unit: !0, spFlags: DISPFlagDefinition)
!6 = !DISubroutineType(types: !7)
!7 = !{null}
!8 = !DILocation(line: 4, column: 5, scope: !5)
!9 = !DICompositeType(tag: DW_TAG_structure_type, name: "Option<u32>", file: !1, size: 64, elements: !12)
!10 = !DIGlobalVariableExpression(var: !11, expr: !DIExpression())
!11 = distinct !DIGlobalVariable(name: "state", scope: !0, file: !1, line: 1, type: !9, isLocal: false, isDefinition: true)
!12 = !{!13}
!13 = !DIDerivedType(tag: DW_TAG_member, scope: !9, baseType: null, size: 64)
