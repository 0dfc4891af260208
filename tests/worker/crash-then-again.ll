; LLVM 22 crashes here: of a number that is extended, used in several blocks and masked, its elimination of zero
; extensions takes the register away. The link runs once more, without that, and gives each warning once.
; REQUIRES: root-bpf
; RUN: %shim --cpu=v3 --cpu-features=+frob %s -o %t --verbose 2> %t.log
; RUN: FileCheck %s --check-prefix=LOG < %t.log
; LOG: warning: LLVM {{.*}} has no cpu feature
; LOG-NOT: warning:
; What clang makes of it for the host computes the same.
; RUN: make -s -C %top/tests/kernel && %top/build/tests/run_prog -c %t 00000000000000000000000000000000000000000000000000000000000000000000000000030000000000000000000000000000000000000500000000000000 00000000000000000000000000000000000000000000000000000000000000000000000000ffffffff0000000000000000000000000000000700000000000000 00000000000000000000000000000000000000000000000000000000000000000000000000d12f01000000000000000000000000000000000200000000000000 | FileCheck %s
; CHECK: run prog 0 2
; CHECK: run prog 1 1
; CHECK: run prog 2 0
target triple = "bpfel"

@table = global [512 x i8] zeroinitializer

define fastcc { i32, i8 } @byte(i8 %0, i64 %1) {
  %3 = alloca [8 x i8], align 1
  %4 = tail call i64 @llvm.bswap.i64(i64 %1)
  store i64 %4, ptr %3, align 1
  %5 = zext i8 %0 to i64
  %6 = getelementptr i8, ptr %3, i64 %5
  %7 = load i8, ptr %6, align 1
  %8 = insertvalue { i32, i8 } zeroinitializer, i8 %7, 1
  ret { i32, i8 } %8
}

define i32 @body(ptr %0) {
  %slot = alloca i64, align 8
  store volatile i64 0, ptr %slot
  %2 = getelementptr i8, ptr %0, i64 56
  %3 = load i64, ptr %2, align 1
  %4 = trunc i64 %3 to i32
  %5 = getelementptr i8, ptr %0, i64 37
  %6 = load i32, ptr %5, align 1
  %7 = mul i32 %6, 65535
  %8 = zext i32 %7 to i64
  %sext = shl i64 %3, 0
  %9 = ashr exact i64 %sext, 0
  %10 = icmp ugt i64 %9, %8
  %11 = sub nsw i64 %9, %8
  %12 = sub nsw i64 %8, %9
  %13 = select i1 %10, i64 %11, i64 %12
  %14 = atomicrmw sub ptr %slot, i64 %13 monotonic, align 8
  %15 = getelementptr { i8, i8 }, ptr @table, i64 %9
  %16 = load i8, ptr %15, align 1
  %17 = zext i8 %16 to i64
  %18 = atomicrmw add ptr %slot, i64 %17 monotonic, align 8
  %19 = trunc i64 %3 to i8
  %20 = zext i32 %7 to i128
  %21 = sext i32 %4 to i128
  %22 = mul nsw i128 %20, %21
  %23 = lshr i128 %22, 1
  %24 = trunc i128 %23 to i64
  %25 = call fastcc { i32, i8 } @byte(i8 %19, i64 %8)
  %26 = extractvalue { i32, i8 } %25, 1
  %27 = call fastcc { i32, i8 } @byte(i8 0, i64 %24)
  %28 = extractvalue { i32, i8 } %27, 1
  %29 = xor i8 %26, %28
  %30 = zext i8 %29 to i32
  ret i32 %30
}

declare i64 @llvm.bswap.i64(i64)

define i32 @prog(ptr %ctx) section "syscall" {
  %r = call i32 @body(ptr %ctx)
  ret i32 %r
}
