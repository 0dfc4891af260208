// --report-file holds what rustc hides when a link succeeds: warnings, and what each program is made of. When the link
// fails it holds the errors; where it cannot be written there is no object.
// REQUIRES: rustc
// RUN: rm -rf %t && mkdir %t
// RUN: %rustc -Copt-level=3 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim -Cdebuginfo=1 -Clink-arg=--cpu-features=+nonsense -Clink-arg=--report-file=%t/report --crate-name p -o %t/out %s
// RUN: FileCheck %s --input-file %t/report
// RUN: ls -l %t/report | grep '^-rw-'
// RUN: %rustc -Copt-level=3 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim -Clink-arg=--report-file=%t/report -Clink-arg=--subprograms --crate-name p -o %t/out %s
// RUN: FileCheck %s --input-file %t/report --check-prefix=CALLS
// RUN: not %rustc --cfg wrong -Copt-level=3 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim -Cdebuginfo=1 -Clink-arg=--report-file=%t/report --crate-name p -o %t/wrong %s
// RUN: FileCheck %s --input-file %t/report --check-prefix=WRONG --implicit-check-not=program
// RUN: not %rustc -Copt-level=3 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim -Clink-arg=--report-file=%t/none/report --crate-name p -o %t/none.o %s 2>&1 | FileCheck %s --check-prefix=NONE
// RUN: not test -e %t/none.o
// RUN: not %rustc -Copt-level=3 -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim -Clink-arg=--report-file=/dev/full --crate-name p -o %t/none.o %s 2>&1 | FileCheck %s --check-prefix=FULL
// RUN: not test -e %t/none.o
// RUN: %status 2 %shim --check %t/out --report-file=%t/report 2>&1 | FileCheck %s --check-prefix=WORDS
#![no_std]
#![no_main]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
#[repr(C)]
pub struct Map {
    kind: u32,
    key: u32,
    value: u32,
    most: u32,
    flags: u32,
}
#[unsafe(no_mangle)]
#[unsafe(link_section = "maps")]
static COUNT: Map = Map { kind: 2, key: 4, value: 8, most: 1, flags: 0 };
mod parse {
    #[inline(never)]
    pub fn sum(from: usize) -> u32 {
        let mut n = 0;
        for i in 0..14 {
            n = (n * 3) ^ unsafe { *((from + i) as *const u8) } as u32;
        }
        n
    }
}
#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
extern "C" fn prog(ctx: *const [u32; 2]) -> u32 {
    let (start, end) = unsafe { ((*ctx)[0] as usize, (*ctx)[1] as usize) };
    if start + 14 > end {
        return 1;
    }
    let lookup: extern "C" fn(*const Map, *const u32) -> *mut u64 =
        unsafe { core::mem::transmute(1usize) };
    let count = lookup(&COUNT, &0);
    if !count.is_null() {
        unsafe { *count += 1 }
    }
    parse::sum(start) & 1
}
#[unsafe(no_mangle)]
#[unsafe(link_section = "tc")]
extern "C" fn other(ctx: *const u32) -> u32 {
    #[cfg(wrong)]
    return unsafe { *(ctx as *const f32) < 2.5 } as u32;
    unsafe { *ctx }
}
// CHECK: {{^}}warning: LLVM {{.*}} has no cpu feature '+nonsense': it is ignored{{$}}
// CHECK-EMPTY:
// CHECK: {{^}}program 'other' in section 'tc'{{$}}
// CHECK-NEXT: {{^}}  2 instructions, 0 bytes of stack, 0 maps{{$}}
// CHECK-NEXT: {{^}}  fits Linux 4.15 and later{{$}}
// CHECK-NEXT: {{^}}  instructions come from:{{$}}
// CHECK-NEXT: {{^}}         2 100 %  other{{$}}
// CHECK-EMPTY:
// CHECK-NEXT: {{^}}program 'prog' in section 'xdp'{{$}}
// CHECK-NEXT: {{^}}  {{[0-9]+}} instructions, 0 bytes of stack, 2 maps (COUNT, .rodata){{$}}
// CHECK-NEXT: {{^}}  fits Linux 5.2 and later{{$}}
// CHECK-NEXT: {{^}}  instructions come from:{{$}}
// CHECK-NEXT: {{^ +[0-9]+ +[0-9]+}} %  p::parse::sum{{$}}
// CHECK-NEXT: {{^ +[0-9]+ +[0-9]+}} %  prog{{$}}
// CHECK-NOT: {{.}}
// CALLS: program 'prog' in section 'xdp'
// CALLS: {{^}}  fits Linux 5.2 and later{{$}}
// CALLS-NEXT: {{^}}  calls 'p::parse::sum': {{[0-9]+}} of the instructions, 0 bytes of stack{{$}}
// CALLS: {{^}}  (set 'debug = 1' in the profile that is built to see which were inlined){{$}}
// WRONG: {{^}}error: {{.*}}report-file.rs:{{[0-9]+:[0-9]+}}: in 'other': floating point arithmetic is not possible in BPF{{$}}
// WRONG-NEXT: {{^}}help: use integers (fixed point) instead{{$}}
// NONE: bpf-shim: error: cannot write '{{.*}}/none/report': No such file or directory
// FULL: bpf-shim: error: cannot write '/dev/full': No space left on device
// WORDS: {{^}}bpf-shim: error: '--report-file' goes with a link, not with '--check'{{$}}
