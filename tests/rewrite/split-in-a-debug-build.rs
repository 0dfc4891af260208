// What get() gives and '?' takes is no null pointer any more, and the searches of split() end with the text, though a
// debug build checks each count of them between the end of a search and the branch that asks for it.
// REQUIRES: rustc, root-bpf
// RUN: %rustc -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t %s
// RUN: %run %t 032f2f2f00000000 052f7573722f6c00 0000000000000000 ff00000000000000 | FileCheck %s
// CHECK: run prog 0 772
// CHECK: run prog 1 2051
// CHECK: run prog 2 1
// CHECK: run prog 3 4294967295
#![no_std]
#![no_main]

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

/// Behind the length: where the last part begins, and how many there are.
fn parts(bytes: &[u8; 96]) -> Option<u32> {
    let path = bytes.get(1..1 + usize::from(bytes[0]))?;
    let slash = path.iter().rposition(|&byte| byte == b'/');
    let name = match slash {
        Some(slash) => &path[slash + 1..],
        None => path,
    };
    let last = path.len() as u32 - name.len() as u32;
    let start = if path.starts_with(b"/usr/") { 3 } else { 0 };
    Some((last + start) << 8 | path.split(|&byte| byte == b'/').count() as u32)
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "syscall")]
extern "C" fn prog(ctx: *const u8) -> u32 {
    let mut bytes = [0; 96];
    for (i, byte) in bytes.iter_mut().enumerate() {
        *byte = unsafe { *ctx.add(i & 7) };
    }
    parts(&bytes).unwrap_or(u32::MAX)
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "license")]
static LICENSE: [u8; 4] = *b"GPL\0";
