//! The other legacy maps: LRU, per-cpu hash, LPM trie, queue, stack, bloom filter.
#![no_std]
#![no_main]

use aya_ebpf::macros::{map, xdp};
use aya_ebpf::maps::lpm_trie::Key;
use aya_ebpf::maps::{BloomFilter, LpmTrie, LruHashMap, PerCpuHashMap, Queue, Stack};
use aya_ebpf::programs::XdpContext;
use programs::ptr_at;

#[map]
static RECENT: LruHashMap<u32, u64> = LruHashMap::with_max_entries(8, 0);
#[map]
static PER_CPU: PerCpuHashMap<u16, u32> = PerCpuHashMap::with_max_entries(8, 0);
#[map]
static ROUTES: LpmTrie<[u8; 4], u32> = LpmTrie::with_max_entries(8, 0);
#[map]
static QUEUE: Queue<u32> = Queue::with_max_entries(8, 0);
#[map]
static STACK: Stack<u32> = Stack::with_max_entries(8, 0);
#[map]
static SEEN: BloomFilter<u32> = BloomFilter::with_max_entries(8, 0);

/// Returns 10 times the route, plus what queue and stack remember of the packet before.
#[xdp]
pub fn maps(ctx: XdpContext) -> u32 {
    try_maps(&ctx).unwrap_or(0)
}

fn try_maps(ctx: &XdpContext) -> Result<u32, i32> {
    let address: *const [u8; 4] = ptr_at(ctx, 0).map_err(|()| -1)?;
    let address = unsafe { *address };
    let number = u32::from_be_bytes(address);

    let seen = RECENT.get_ptr_mut(number);
    match seen {
        Some(seen) => unsafe { *seen += 1 },
        None => RECENT.insert(number, 1, 0)?,
    }
    PER_CPU.insert(number as u16, number, 0)?;
    let route = ROUTES.get(Key::new(32, address)).copied().unwrap_or(1);

    let first = SEEN.contains(number).is_err();
    SEEN.insert(number, 0)?;
    QUEUE.push(number, 0)?;
    STACK.push(number + 1, 0)?;
    let queued = QUEUE.pop()?.ok_or(-1)?;
    let stacked = STACK.peek()?.ok_or(-1)?;
    Ok(route * 10 + u32::from(first) * 4 + (stacked - queued))
}
