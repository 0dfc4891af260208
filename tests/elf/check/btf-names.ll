; Promise: names that make kernels refuse the BTF are a warning, not an error: loaders go on without it.
; RUN: llc -march=bpfel -filetype=obj %s -o %t.o
; RUN: %shim --check --kernel running %t.o 2>&1 >/dev/null | FileCheck %s --match-full-lines
; CHECK: bpf-shim: warning: {{.*}}.o: kernels reject the BTF for 1 of its names, such as '{impl#0}'; loaders continue without BTF
; CHECK-NOT: {{.}}
define i32 @prog() section "xdp" !dbg !5 {
  ret i32 0, !dbg !9
}
!llvm.module.flags = !{!0, !1}
!llvm.dbg.cu = !{!2}
!0 = !{i32 2, !"Debug Info Version", i32 3}
!1 = !{i32 7, !"Dwarf Version", i32 4}
!2 = distinct !DICompileUnit(language: DW_LANG_Rust, file: !3, isOptimized: true, emissionKind: FullDebug)
!3 = !DIFile(filename: "a.rs", directory: "/")
!4 = !DIBasicType(name: "u32", size: 32, encoding: DW_ATE_unsigned)
!5 = distinct !DISubprogram(name: "{impl#0}", linkageName: "prog", scope: !3, file: !3, line: 1, type: !6, unit: !2, spFlags: DISPFlagDefinition)
!6 = !DISubroutineType(types: !7)
!7 = !{!4}
!9 = !DILocation(line: 1, column: 2, scope: !5)
