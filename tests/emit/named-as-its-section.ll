; A program may have the name of its section, and so may a map; BTF calls them by it, too.
; RUN: %shim %s -o %t --btf && llvm-readelf -S -s -r %t | FileCheck %s
; RUN: bpftool btf dump file %t | FileCheck %s --check-prefix=BTF
; RUN: %shim %s -o %t.s --emit asm && FileCheck %s --check-prefix=ASM --input-file %t.s
; ASM: .section{{.}}xdp,"ax"
; ASM: .ascii{{.}}"xdp"
; ASM: .ascii{{.}}"xdp\000\000\000\000\000\000\000"
; CHECK: ] xdp PROGBITS
; CHECK: ] .relxdp REL
; CHECK: ] maps PROGBITS
; CHECK: section '.relxdp'
; CHECK: R_BPF_64_64 {{.*}} maps{{$}}
; CHECK: FUNC GLOBAL DEFAULT {{[0-9]+}} xdp{{$}}
; CHECK: OBJECT GLOBAL DEFAULT {{[0-9]+}} maps{{$}}
; BTF: FUNC 'xdp'
target triple = "bpfel"
@maps = global [5 x i32] [i32 2, i32 4, i32 4, i32 1, i32 0], section "maps"
define i32 @xdp(ptr %ctx) section "xdp" !dbg !4 {
  %r = call i64 inttoptr (i64 3 to ptr)(ptr @maps, ptr %ctx), !dbg !7
  %t = trunc i64 %r to i32
  ret i32 %t, !dbg !7
}
!llvm.module.flags = !{!0}
!llvm.dbg.cu = !{!1}
!0 = !{i32 2, !"Debug Info Version", i32 3}
!1 = distinct !DICompileUnit(language: DW_LANG_C11, file: !2, emissionKind: FullDebug)
!2 = !DIFile(filename: "src/main.rs", directory: "/project")
!3 = !{null}
!4 = distinct !DISubprogram(name: "xdp", file: !2, line: 1, type: !5, unit: !1, spFlags: DISPFlagDefinition)
!5 = !DISubroutineType(types: !3)
!7 = !DILocation(line: 2, scope: !4)
