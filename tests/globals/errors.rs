// Promise: what the kernel cannot verify by itself is no global function, and the error says why and where.
// REQUIRES: rustc
// RUN: split-file %s %t
// RUN: %status 1 sh %t/build.sh "%rustc" %shim %t 2 --kernel=5.5 --global=many > %t.5 2>&1
// RUN: FileCheck --check-prefix=OLD %s < %t.5
// RUN: %status 1 sh %t/build.sh "%rustc" %shim %t 2 --kernel=6.7 --global=pair --global=many --global=nothing --global=wide --global=slice --global=moved --global=hidden --global=nonnull --global=again > %t.6 2>&1
// RUN: FileCheck --check-prefix=ARGUMENTS %s < %t.6
// RUN: %status 1 sh %t/build.sh "%rustc" %shim %t 2 --global=nosuch > %t.7 2>&1
// RUN: FileCheck --check-prefix=NAME %s < %t.7
// RUN: %status 1 sh %t/build.sh "%rustc" %shim %t 2 --global=divide > %t.8 2>&1
// RUN: FileCheck --check-prefix=PANIC %s < %t.8
// RUN: %status 1 sh %t/build.sh "%rustc" %shim %t 0 --global=divide > %t.9 2>&1
// RUN: FileCheck --check-prefix=DEBUG %s < %t.9
// OLD: bpf-shim: error: '--global' needs Linux 5.6 or later
// OLD-NEXT: bpf-shim: help: leave it out, or raise --kernel
// ARGUMENTS-DAG: bpf-shim: error: {{.*}}prog.rs:14: 'pair' cannot be a global function: an argument is a reference, and only Linux 6.8 and later know those: Option<&T> may be null
// ARGUMENTS-DAG: bpf-shim: help: its arguments are numbers and pointers to structures, its result is a number
// ARGUMENTS-DAG: bpf-shim: error: {{.*}}'many' cannot be a global function: it takes more than five arguments
// ARGUMENTS-DAG: bpf-shim: error: {{.*}}'nothing' cannot be a global function: it does not return a number
// ARGUMENTS-DAG: bpf-shim: error: {{.*}}'wide' cannot be a global function: it returns more than 64 bits
// ARGUMENTS-DAG: bpf-shim: error: {{.*}}'slice' cannot be a global function: an argument is neither a number nor a pointer
// ARGUMENTS-DAG: bpf-shim: error: {{.*}}'moved' cannot be a global function: an argument is neither a number nor a pointer
// ARGUMENTS-DAG: bpf-shim: error: {{.*}}'hidden' cannot be a global function: an argument points to memory of unknown size
// ARGUMENTS-DAG: bpf-shim: error: {{.*}}'nonnull' cannot be a global function: an argument is neither a number nor a pointer
// ARGUMENTS-DAG: bpf-shim: error: {{.*}}'again' cannot be a global function: it calls itself
// NAME: bpf-shim: error: no function 'nosuch' for --global
// NAME-NEXT: bpf-shim: help: name a function that is not a program by its path, as in my_crate::parse
// PANIC: bpf-shim: error: {{.*}}prog.rs:58:{{[0-9]+}}: in 'divide': a panic cannot end the program here: the kernel verifies this function by itself
// PANIC-NEXT: bpf-shim: help: return instead: get(), checked_add() and wrapping_add() do not panic
// DEBUG: bpf-shim: error: 'divide' cannot be a global function: it has no debug info of its arguments

//--- build.sh
rustc=$1 shim=$2 folder=$3 debug=$4
shift 4
for word; do
	words="$words -Clink-arg=$word"
done
exec $rustc --edition 2024 -Awarnings -Copt-level=2 -Clinker-plugin-lto -Cpanic=abort -Clinker=$shim \
	-Cdebuginfo=$debug $words --crate-name p -o $folder/out $folder/prog.rs

//--- prog.rs
#![no_std]
#![no_main]
use core::ffi::c_void;
use core::ptr::NonNull;

#[repr(C)]
pub struct Pair {
    a: u32,
    b: u32,
}

#[unsafe(no_mangle)]
#[inline(never)]
pub extern "C" fn pair(pair: &Pair) -> u32 {
    pair.a
}
#[unsafe(no_mangle)]
#[inline(never)]
pub extern "C" fn many(a: u32, b: u32, c: u32, d: u32, e: u32, f: u32) -> u32 {
    a ^ b ^ c ^ d ^ e ^ f
}
#[unsafe(no_mangle)]
#[inline(never)]
pub extern "C" fn nothing(_: u32) {}
#[unsafe(no_mangle)]
#[inline(never)]
pub extern "C" fn wide(a: u32) -> u128 {
    a as u128
}
#[unsafe(no_mangle)]
#[inline(never)]
pub fn slice(bytes: &[u8]) -> u32 {
    bytes.len() as u32
}
#[unsafe(no_mangle)]
#[inline(never)]
pub extern "C" fn moved(of: Pair) -> u32 {
    of.a
}
#[unsafe(no_mangle)]
#[inline(never)]
pub extern "C" fn hidden(of: *const c_void) -> u32 {
    of.is_null() as u32
}
#[unsafe(no_mangle)]
#[inline(never)]
pub extern "C" fn nonnull(of: NonNull<Pair>) -> u32 {
    unsafe { of.as_ref().a }
}
#[unsafe(no_mangle)]
#[inline(never)]
pub extern "C" fn again(of: u32) -> u32 {
    if of > 5 { again(of / 2) ^ again(of / 3) } else { of }
}
#[unsafe(no_mangle)]
#[inline(never)]
pub extern "C" fn divide(by: u32) -> u32 {
    100 / by
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
pub extern "C" fn prog(context: *const [u32; 2]) -> u32 {
    divide(unsafe { (*context)[0] })
}
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
