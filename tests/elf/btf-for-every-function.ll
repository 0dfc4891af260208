; Promise: a function without debug info gets func_info and line_info too, or the kernel would refuse
; the program that calls it.
; REQUIRES: root-bpf
; RUN: llc -march=bpfel -filetype=obj %s -o %t.o
; RUN: %h_object --btf %t.o %t.out.o
; RUN: bpftool btf dump file %t.out.o | FileCheck %s
; RUN: not sh %S/Inputs/run.sh %t.o prog 2>&1 | FileCheck --check-prefix=BEFORE %s
; RUN: sh %S/Inputs/run.sh %t.out.o prog | FileCheck --check-prefix=AFTER %s
target triple = "bpfel"
define internal i32 @_ZN4core6hidden17h0123456789abcdefE(i32 %x) noinline {
  %y = mul i32 %x, 3
  ret i32 %y
}
define i32 @prog(ptr %ctx) section "xdp" !dbg !5 {
  %r = call i32 @_ZN4core6hidden17h0123456789abcdefE(i32 7), !dbg !8
  ret i32 %r, !dbg !8
}
; CHECK: FUNC 'core_hidden' {{.*}} linkage=static
; BEFORE: missing .BTF.ext function info
; AFTER: Return value: 21
!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!2, !3}
!0 = distinct !DICompileUnit(language: DW_LANG_Rust, file: !1, isOptimized: true, emissionKind: FullDebug)
!1 = !DIFile(filename: "a.rs", directory: "/src")
!2 = !{i32 2, !"Debug Info Version", i32 3}
!3 = !{i32 7, !"Dwarf Version", i32 4}
!4 = !DIBasicType(name: "u32", size: 32, encoding: DW_ATE_unsigned)
!5 = distinct !DISubprogram(name: "prog", file: !1, line: 3, type: !6, unit: !0, spFlags: DISPFlagDefinition)
!6 = !DISubroutineType(types: !7)
!7 = !{!4, !9}
!8 = !DILocation(line: 4, column: 5, scope: !5)
!9 = !DIDerivedType(tag: DW_TAG_pointer_type, name: "*mut u32", baseType: !4, size: 64)
