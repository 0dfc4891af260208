// promise: the distance of two places, cut to a word, as a helper's size, which must not be zero
// inputs: values
#![cfg_attr(not(native), no_std, no_main)]
include!("../corpus/prelude.rs");

#[cfg(not(native))]
type Source = *const bpf::SkBuff;
#[cfg(native)]
type Source = *const u8;

#[cfg(not(native))]
#[inline(always)]
fn load(skb: Source, offset: u32, to: &mut [u8; 32], size: u32) -> bool {
    unsafe {
        let helper: extern "C" fn(Source, u32, *mut u8, u32) -> i64 = core::mem::transmute(26usize);
        helper(skb, offset, to.as_mut_ptr(), size) == 0
    }
}

#[cfg(native)]
fn load(bytes: Source, offset: u32, to: &mut [u8; 32], size: u32) -> bool {
    unsafe { core::ptr::copy(bytes.add(offset as usize), to.as_mut_ptr(), size as usize) };
    true
}

#[inline(always)]
fn between(packet: Packet, source: Source) -> Option<u64> {
    let [start, end] = packet.read::<[u64; 2]>(0)?.map(|word| u64::from_le(word) as usize & 31);
    let mut bytes = [0; 32];
    if start >= end {
        return None;
    }
    let size = (end - start) as u32;
    if !load(source, start as u32, &mut bytes, size) {
        return None;
    }
    Some(bytes.iter().fold(u64::from(size), |sum, &byte| sum.wrapping_mul(31) + u64::from(byte)))
}

#[cfg(not(native))]
#[no_mangle]
#[link_section = "classifier"]
extern "C" fn prog(skb: *const bpf::SkBuff) -> u32 {
    let (start, end) = unsafe { ((*skb).data as usize, (*skb).data_end as usize) };
    bpf::finish(between(Packet { start, end }, skb))
}

#[cfg(native)]
fn main() {
    native::main(&[("prog", |packet| between(packet, packet.start as *const u8))]);
}
