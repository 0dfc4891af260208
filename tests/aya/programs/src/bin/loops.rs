//! Bounded loops over the bytes of a packet, and panics by index, arithmetic and unwrap.
#![no_std]
#![no_main]

use aya_ebpf::bindings::xdp_action::XDP_PASS;
use aya_ebpf::macros::{map, xdp};
use aya_ebpf::maps::Array;
use aya_ebpf::programs::XdpContext;
use programs::ptr_at;

#[map]
static RESULTS: Array<u64> = Array::with_max_entries(4, 0);

fn result(index: u32, value: u64) {
    RESULTS.set(index, value, 0).unwrap();
}

/// FNV-1a over at most 128 bytes.
#[xdp]
pub fn hash(ctx: XdpContext) -> u32 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for i in 0..128 {
        let Ok(byte) = ptr_at::<u8>(&ctx, i) else { break };
        hash = (hash ^ u64::from(unsafe { *byte })).wrapping_mul(0x100_0000_01b3);
    }
    result(0, hash);
    XDP_PASS
}

/// The end of the DNS name at the start of the packet, 0 when it is none.
#[xdp]
pub fn name(ctx: XdpContext) -> u32 {
    let mut at = 0;
    for _ in 0..16 {
        let Ok(label) = ptr_at::<u8>(&ctx, at) else { return 0 };
        let length = usize::from(unsafe { *label });
        if length > 15 {
            return 0;
        }
        at += 1 + length;
        if length == 0 {
            return at as u32;
        }
    }
    0
}

/// Two bytes of the packet choose the element and the divisor; a panic returns 0 and leaves the
/// first result.
#[xdp]
pub fn panics(ctx: XdpContext) -> u32 {
    const TABLE: [u32; 5] = [10, 20, 30, 40, 50];
    let (Ok(index), Ok(divisor)) = (ptr_at::<u8>(&ctx, 0), ptr_at::<u8>(&ctx, 1)) else {
        return 1;
    };
    let (index, divisor) = unsafe { (usize::from(*index), u32::from(*divisor)) };
    result(1, 7);
    let element = TABLE[index];
    result(2, element.into());
    let quotient = element / divisor;
    quotient.checked_sub(3).unwrap()
}
