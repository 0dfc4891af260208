; Lines of two files with one number stand in the order of the files, not in that of LLVM's memory: else two links of
; the same inputs would give two objects, now and then.
; RUN: %shim %s -o %t && llvm-objcopy --dump-section .debug_bpf_shim=%t.changes %t && FileCheck %s < %t.changes
; CHECK: void-returns {{.*}}a.rs:9
; CHECK-NEXT: void-returns {{.*}}b.rs:9
; CHECK-NEXT: void-returns {{.*}}c.rs:9
; CHECK-NEXT: void-returns {{.*}}d.rs:9
target triple = "bpfel"

define void @one(ptr %ctx) section "xdp" !dbg !10 {
  ret void, !dbg !14
}
define void @two(ptr %ctx) section "xdp" !dbg !11 {
  ret void, !dbg !15
}
define void @three(ptr %ctx) section "xdp" !dbg !12 {
  ret void, !dbg !16
}
define void @four(ptr %ctx) section "xdp" !dbg !13 {
  ret void, !dbg !17
}

!llvm.module.flags = !{!0}
!llvm.dbg.cu = !{!1}
!0 = !{i32 2, !"Debug Info Version", i32 3}
!1 = distinct !DICompileUnit(language: DW_LANG_Rust, file: !2, emissionKind: FullDebug)
!2 = !DIFile(filename: "d.rs", directory: "/src")
!3 = !DIFile(filename: "b.rs", directory: "/src")
!4 = !DIFile(filename: "c.rs", directory: "/src")
!5 = !DIFile(filename: "a.rs", directory: "/src")
!6 = !DISubroutineType(types: !{null})
!10 = distinct !DISubprogram(name: "one", file: !2, line: 8, type: !6, unit: !1, spFlags: DISPFlagDefinition)
!11 = distinct !DISubprogram(name: "two", file: !3, line: 8, type: !6, unit: !1, spFlags: DISPFlagDefinition)
!12 = distinct !DISubprogram(name: "three", file: !4, line: 8, type: !6, unit: !1, spFlags: DISPFlagDefinition)
!13 = distinct !DISubprogram(name: "four", file: !5, line: 8, type: !6, unit: !1, spFlags: DISPFlagDefinition)
!14 = !DILocation(line: 9, scope: !10)
!15 = !DILocation(line: 9, scope: !11)
!16 = !DILocation(line: 9, scope: !12)
!17 = !DILocation(line: 9, scope: !13)
