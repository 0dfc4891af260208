; As bpf-linker, there is BTF on --btf only, said once or more.
; RUN: %peer %s -o %t && llvm-readelf -SW %t | FileCheck %s --check-prefix=OFF
; RUN: %peer %s -o %t --btf --btf && llvm-readelf -SW %t | FileCheck %s --check-prefix=ON
; RUN: %peer %s -o %t.ll --emit llvm-ir && FileCheck %s --check-prefix=STRIPPED --input-file %t.ll
; RUN: %peer %s -o %t.ll --emit llvm-ir --btf && FileCheck %s --check-prefix=KEPT --input-file %t.ll
; OFF-NOT: .BTF
; ON: .BTF
; STRIPPED-NOT: DISubprogram
; STRIPPED: ret i32 2
; STRIPPED-NOT: DISubprogram
; KEPT: DISubprogram
target triple = "bpfel"
define i32 @prog(ptr %ctx) section "xdp" !dbg !4 {
  ret i32 2, !dbg !7
}
!llvm.module.flags = !{!0}
!llvm.dbg.cu = !{!1}
!0 = !{i32 2, !"Debug Info Version", i32 3}
!1 = distinct !DICompileUnit(language: DW_LANG_C11, file: !2, emissionKind: FullDebug)
!2 = !DIFile(filename: "src/main.rs", directory: "/project")
!3 = !{null}
!4 = distinct !DISubprogram(name: "prog", file: !2, line: 1, type: !5, unit: !1, spFlags: DISPFlagDefinition)
!5 = !DISubroutineType(types: !3)
!7 = !DILocation(line: 2, scope: !4)
