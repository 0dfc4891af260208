// A packet as a slice: what is compared with its length is compared with its end, so that the verifier follows it.
// REQUIRES: rustc, root-bpf
// RUN: %rustc -O -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t %s
// RUN: %packets %t 0000000000000000000000000000 000102030405060708090a0b0c0d10 \
// RUN:   0102030405060708090a0b0c0d0e0f1011121314 0102030405060708090a0b0c0d0e201011121314 | FileCheck %s
// RUN: %rustc -Cpanic=abort -Clinker-plugin-lto -Clinker=%shim --crate-name p -o %t %s
// RUN: %packets %t 0000000000000000000000000000 000102030405060708090a0b0c0d10 \
// RUN:   0102030405060708090a0b0c0d0e0f1011121314 0102030405060708090a0b0c0d0e201011121314 | FileCheck %s
// CHECK: run prog 0 2
// CHECK-NEXT: run prog 1 3
// CHECK-NEXT: run prog 2 268504594
// CHECK-NEXT: run prog 3 4
#![no_std]
#![no_main]

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

fn parse(packet: &[u8]) -> Result<u32, u32> {
    if packet.is_empty() {
        return Err(1);
    }
    let index = *packet.get(14).ok_or(2u32)? as usize;
    let first = packet.first_chunk::<16>().ok_or(3u32)?;
    let chosen = *packet.get(index).ok_or(4u32)?;
    Ok(u32::from_be_bytes([chosen, first[0], first[13], packet[17]]))
}

#[no_mangle]
#[link_section = "xdp"]
pub extern "C" fn prog(context: &[u32; 2]) -> u32 {
    let (start, end) = (context[0] as usize, context[1] as usize);
    let packet = unsafe { core::slice::from_raw_parts(start as *const u8, end - start) };
    parse(packet).unwrap_or_else(|e| e)
}
