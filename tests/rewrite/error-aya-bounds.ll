; What aya-ebpf has for the BPF target only is an error at the line of the program, not of the crate.
; RUN: %status 5 %shim %s -o %t 2>&1 | FileCheck %s
; CHECK: {{^}}bpf-shim: error: src/main.rs:7:3: in 'prog': check_bounds_signed() of aya-ebpf panics outside the BPF target{{$}}
; CHECK-NEXT: {{^}}bpf-shim: help: read strings by the functions of aya_ebpf::helpers::generated, and compare lengths yourself{{$}}
; CHECK-NOT: bpf-shim:
target triple = "x86_64-unknown-linux-gnu"
@message = private constant [69 x i8] c"0internal error: entered unreachable code: value=\C0\07 lower=\C0\07 upper=\C0\00"
declare void @panic_fmt(ptr)
define internal void @read_str_bytes() !dbg !5 {
  call void @panic_fmt(ptr @message), !dbg !7
  unreachable
}
define i32 @prog(ptr %ctx) section "xdp" !dbg !4 {
  call void @read_str_bytes(), !dbg !8
  ret i32 0
}
!llvm.module.flags = !{!0}
!llvm.dbg.cu = !{!1}
!0 = !{i32 2, !"Debug Info Version", i32 3}
!1 = distinct !DICompileUnit(language: DW_LANG_Rust, file: !2, emissionKind: FullDebug)
!2 = !DIFile(filename: "src/main.rs", directory: "/project")
!3 = !DIFile(filename: "src/helpers.rs", directory: "/home/me/.cargo/registry/src/index/aya-ebpf-0.2.1")
!4 = distinct !DISubprogram(name: "prog", file: !2, line: 5, type: !6, unit: !1, spFlags: DISPFlagDefinition)
!5 = distinct !DISubprogram(name: "read_str_bytes", file: !3, line: 10, type: !6, unit: !1, spFlags: DISPFlagDefinition)
!6 = !DISubroutineType(types: !{null})
!7 = !DILocation(line: 11, column: 2, scope: !5)
!8 = !DILocation(line: 20, column: 9, scope: !5, inlinedAt: !9)
!9 = distinct !DILocation(line: 7, column: 3, scope: !4)
