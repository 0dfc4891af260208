// Promise: where values of local variables are is kept with --dwarf only: BTF has no use for it, and
// it makes links slow. What lies on the stack keeps its name for messages; the code is the same.
// REQUIRES: rustc, root-bpf
// RUN: make -s -C %top/tests/kernel
// RUN: rm -rf %t && mkdir -p %t/none %t/dwarf
// RUN: %rustc -O -g -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t/none.o \
// RUN:   -Clink-arg=--dump-module=%t/none %s
// RUN: cat %t/none/*-optimise.ll | FileCheck %s --check-prefix=NONE
// RUN: %rustc -O -g -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t/dwarf.o \
// RUN:   -Clink-arg=--dump-module=%t/dwarf -Clink-arg=--dwarf %s
// RUN: cat %t/dwarf/*-optimise.ll | FileCheck %s --check-prefix=DWARF
// RUN: llvm-dwarfdump %t/dwarf.o | FileCheck %s --check-prefix=INFO
// RUN: llvm-objcopy -O binary -j xdp %t/none.o %t/none.code
// RUN: llvm-objcopy -O binary -j xdp %t/dwarf.o %t/dwarf.code
// RUN: cmp %t/none.code %t/dwarf.code
// RUN: %top/build/tests/run_prog %t/none.o 0102030405060708090a0b0c0d0e | FileCheck --check-prefix=RESULT %s
// NONE-NOT: #dbg_value({{.*}}!DIExpression()
// NONE: #dbg_declare(ptr %{{.*}}, ![[STACK:[0-9]+]],
// NONE-NOT: #dbg_value({{.*}}!DIExpression()
// NONE: ![[STACK]] = !DILocalVariable(name: "buffer"
// DWARF: #dbg_value({{.*}}!DIExpression()
// INFO: DW_AT_name ("total")
// RESULT: run prog 0 2697
#![no_std]
#![no_main]

use core::hint::black_box;

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

/// Loops in loops, a loop of one block, and a choice of more than two.
fn compute(seed: u32, buffer: &[u32; 8]) -> u32 {
    let mut total = seed;
    for round in 0..5u32 {
        let mut x = round + 3;
        while x != 1 {
            x = if x % 2 == 0 { x / 2 } else { 3 * x + 1 };
            total = match x {
                1 => total + 1,
                2 => total + 20,
                3 => total ^ 300,
                4 => total + 4,
                _ => total + buffer[(x & 7) as usize],
            };
        }
    }
    total
}

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog() -> u32 {
    let mut buffer = [0u32; 8];
    for (i, place) in buffer.iter_mut().enumerate() {
        *place = 100 + i as u32;
    }
    compute(black_box(0), black_box(&buffer))
}
