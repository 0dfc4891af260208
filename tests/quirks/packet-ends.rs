// promise: the first byte of a packet, for which the optimiser compares the two fields of the context
// inputs: values
#![cfg_attr(not(native), no_std, no_main)]
include!("../corpus/prelude.rs");

fn first(packet: &Packet) -> u64 {
    packet.read::<u8>(0).map_or(1 << 40, u64::from)
}

programs! {
    xdp prog => first;
}
