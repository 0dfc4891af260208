// promise: a place at a variable distance from the start is compared with the packet's end less two
// inputs: headers
#![cfg_attr(not(native), no_std, no_main)]
include!("../corpus/prelude.rs");

fn behind_a_header(packet: &Packet) -> u64 {
    if packet.start + 16 > packet.end {
        return 1 << 40;
    }
    let place = packet.start + 14 + 4 * usize::from(unsafe { *((packet.start + 14) as *const u8) } & 15);
    if place > packet.end - 2 {
        return 2 << 40;
    }
    u64::from(unsafe { (place as *const u16).read_unaligned() }.to_le())
}

programs! {
    xdp prog => behind_a_header;
}
