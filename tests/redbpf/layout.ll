; The object holds what Loader::load_file needs and nothing that it stumbles over: one program a section, one symbol a map, aligned
; numbers, data with bytes in the file, no data that nothing refers to, no DWARF.
; RUN: %shim %s -o %t && llvm-readelf -WhSsr %t | FileCheck %s
; RUN: %shim %s -o %t.again && cmp %t %t.again
; RUN: llvm-readelf -x license -x version -x .data %t | FileCheck --check-prefix=BYTES %s

; CHECK:      Class: {{ *}}ELF64
; CHECK:      Data: {{ *}}2's complement, little endian
; CHECK:      Type: {{ *}}REL
; CHECK:      Machine: {{ *}}EM_BPF
; CHECK:      ] xdp/count PROGBITS {{.*}} AX 0 0 8
; CHECK-NEXT: ] .relxdp/count REL
; CHECK-NEXT: ] socketfilter/sum PROGBITS {{.*}} AX 0 0 8
; CHECK-NEXT: ] .relsocketfilter/sum REL
; CHECK-NEXT: ] maps/counts PROGBITS {{.*}} 000014 00 WA 0 0 4
; CHECK-NEXT: ] maps/other PROGBITS {{.*}} 000014 00 WA 0 0 4
; CHECK-NEXT: ] maps.ext PROGBITS {{.*}} 000008 00 A 0 0 4
; CHECK-NEXT: ] license PROGBITS {{.*}} 000004 00 A 0 0 1
; CHECK-NEXT: ] version PROGBITS {{[0-9a-f]+}} {{[0-9a-f]+[048c]}} 000004 00 A 0 0 4
; CHECK-NEXT: ] .data PROGBITS {{.*}} 000008 00 WA 0 0 4
; CHECK-NEXT: ] .symtab SYMTAB
; CHECK-NEXT: ] .strtab STRTAB
; CHECK-NEXT: ] .shstrtab STRTAB
; CHECK-NEXT: Key to Flags
; CHECK:      Relocation section '.relxdp/count'
; CHECK:      R_BPF_64_64 {{.*}} counts{{$}}
; CHECK-NEXT: R_BPF_64_64 {{.*}} zeros{{$}}
; CHECK:      Relocation section '.relsocketfilter/sum'
; CHECK:      R_BPF_64_64 {{.*}} numbers{{$}}
; CHECK:      Symbol table
; CHECK-NOT:  SECTION
; CHECK-DAG:  32 FUNC   GLOBAL DEFAULT 3 outer_sum
; CHECK-DAG:  OBJECT GLOBAL DEFAULT {{[0-9]+}} counts
; CHECK-DAG:  OBJECT GLOBAL DEFAULT {{[0-9]+}} other
; CHECK-DAG:  FUNC   GLOBAL DEFAULT 1 outer_count
; CHECK-NOT:  unused
; BYTES: 47504c00
; BYTES: feffffff
; BYTES: {{0x00000000 (00000000 07000000|07000000 00000000)}}

target datalayout = "e-m:e-p:64:64-i64:64-i128:128-n32:64-S128"
target triple = "bpfel"

@counts = global [5 x i32] [i32 1, i32 4, i32 8, i32 16, i32 0], section "maps/counts", align 4
@other = global [5 x i32] [i32 2, i32 4, i32 8, i32 16, i32 0], section "maps/other", align 4
@MAP_BTF_counts = constant [2 x i32] zeroinitializer, section "maps.ext", align 4
@MAP_VALUE_ALIGN_counts_unused = constant i64 0, align 8
@_license = constant [4 x i8] c"GPL\00", section "license"
@_version = constant i32 -2, section "version", align 4
@zeros = global i32 0, align 4
@numbers = global i32 7, align 4

define i32 @outer_count(ptr %ctx) section "xdp/count" {
  %key = alloca i32, align 4
  store i32 0, ptr %key, align 4
  %value = call ptr inttoptr (i64 1 to ptr)(ptr @counts, ptr %key)
  %null = icmp eq ptr %value, null
  br i1 %null, label %none, label %some
some:
  store i64 1, ptr %value, align 8
  br label %none
none:
  store volatile i32 1, ptr @zeros, align 4
  ret i32 2
}

define i32 @outer_sum(ptr %skb) section "socketfilter/sum" {
  %n = load volatile i32, ptr @numbers, align 4
  ret i32 %n
}
