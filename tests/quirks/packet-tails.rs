// promise: the last four bytes of a packet, at its length less four
// inputs: headers
#![cfg_attr(not(native), no_std, no_main)]
include!("../corpus/prelude.rs");

fn tail(packet: &Packet) -> u64 {
    let length = packet.end - packet.start;
    if length < 18 || length > 1500 {
        return 1 << 40;
    }
    let place = packet.start + (length - 4);
    if place + 4 > packet.end {
        return 2 << 40;
    }
    u64::from(unsafe { (place as *const u32).read_unaligned() }.to_le())
}

programs! {
    xdp prog => tail;
}
