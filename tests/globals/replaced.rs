// Promise: functions of --global are verified by themselves; numbers, contexts, references (never null) and pointers that may
// be null are their arguments. tests/kernels/core.py puts the extension in one's place, where kernels take those.
// REQUIRES: rustc, root-bpf
// RUN: make -s -C %top/tests/kernel
// RUN: %rustc --edition 2024 -Copt-level=3 -g -Clinker-plugin-lto -Cpanic=abort -Clinker=%shim @%S/Inputs/words --crate-name p -o %t.3.o %s
// RUN: %rustc --edition 2024 -Copt-level=0 -g -Clinker-plugin-lto -Cpanic=abort -Clinker=%shim @%S/Inputs/words --crate-name p -o %t.0.o %s
// RUN: %rustc --edition 2024 -Copt-level=3 -g -Clinker-plugin-lto -Cpanic=abort -Clinker=%shim --cfg extension -o %t.e.o %s
// RUN: %top/build/tests/run_prog %t.3.o 0500000000000000000000000000 | FileCheck %s
// RUN: %top/build/tests/run_prog %t.0.o 0500000000000000000000000000 | FileCheck %s
// RUN: %shim --check %t.3.o
// RUN: bpftool btf dump file %t.3.o | FileCheck --check-prefix=BTF %s
// RUN: llvm-readelf -sSW %t.3.o | FileCheck --check-prefix=ELF %s
// RUN: llvm-readelf -sSW %t.e.o | FileCheck --check-prefix=EXTENSION %s
// Fourteen twice, twelve and seven, and five times five; nothing of price.
// CHECK: run prog 0 72{{$}}
// BTF-DAG: [[[#SUM:]]] FUNC 'sum' type_id={{[0-9]+}} linkage=global
// BTF-DAG: DECL_TAG 'arg:nonnull' type_id=[[#SUM]] component_idx=0
// BTF-DAG: FUNC 'price' type_id={{[0-9]+}} linkage=global
// BTF-DAG: FUNC 'length' type_id={{[0-9]+}} linkage=global
// BTF-NOT: DECL_TAG
// BTF-NOT: __btf_nonnull
// BTF-NOT: Option
// ELF-DAG: .text
// ELF-DAG: FUNC GLOBAL DEFAULT {{.*}} price
// ELF-DAG: FUNC GLOBAL DEFAULT {{.*}} sum
// EXTENSION: freplace/price
// EXTENSION: FUNC GLOBAL DEFAULT {{.*}} other
#![no_std]
#![no_main]

#[cfg(extension)]
#[unsafe(no_mangle)]
#[unsafe(link_section = "freplace/price")]
pub extern "C" fn other(x: u32) -> i32 {
    x as i32 + 993
}

#[cfg(not(extension))]
mod program {
    #[repr(C)]
    #[allow(non_camel_case_types)]
    pub struct xdp_md {
        data: u32,
        data_end: u32,
    }
    #[repr(C)]
    pub struct Pair {
        a: u32,
        b: u32,
    }

    #[unsafe(no_mangle)]
    #[inline(never)]
    pub extern "C" fn price(x: u32) -> i32 {
        core::hint::black_box(x as i32).wrapping_sub(5)
    }

    #[unsafe(no_mangle)]
    #[inline(never)]
    pub extern "C" fn sum(pair: &Pair, more: Option<&Pair>) -> u32 {
        pair.a.wrapping_add(pair.b).wrapping_add(more.map_or(0, |more| more.a))
    }

    #[inline(never)]
    pub fn scale(x: u64, by: u64) -> u64 {
        x.wrapping_mul(by)
    }

    #[unsafe(no_mangle)]
    #[inline(never)]
    pub extern "C" fn length(context: &xdp_md) -> u32 {
        context.data_end.wrapping_sub(context.data)
    }

    #[unsafe(no_mangle)]
    #[unsafe(link_section = "xdp")]
    pub extern "C" fn prog(context: &xdp_md) -> u32 {
        let (start, end) = (context.data as usize, context.data_end as usize);
        if start + 14 > end {
            return 1;
        }
        let first = unsafe { *(start as *const u8) } as u32;
        let pair = Pair { a: first, b: 2 };
        let twice = sum(&pair, Some(&Pair { a: first, b: first })).wrapping_add(sum(&pair, None));
        let scaled = scale(first as u64, first as u64).wrapping_add(twice as u64) as u32;
        length(context).wrapping_add(scaled).wrapping_add(14).wrapping_add(price(first) as u32)
    }
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
#[unsafe(no_mangle)]
#[unsafe(link_section = "license")]
static LICENSE: [u8; 4] = *b"GPL\0";
