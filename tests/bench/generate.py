#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""The sources of the bench that are too long to keep: generate.py DIRECTORY writes

shared.rs    50 entry points that share a library of 10,000 lines
bindings.rs  a program that walks structures of the kernel by 30,000 lines of bindings
"""
import pathlib
import sys

ENTRIES = 50
LIBRARY_LINES = 10_000
BINDING_LINES = 30_000
CALLS = 8  # of the library, by each entry point

HEAD = """//! {about}
#![no_std]
#![no_main]
#![allow(dead_code, non_camel_case_types, clippy::all)]
"""

SHARED = """
use aya_ebpf::helpers::{bpf_get_current_pid_tgid, bpf_ktime_get_ns, bpf_probe_read_kernel_buf};
use aya_ebpf::macros::{kprobe, map, xdp};
use aya_ebpf::maps::{HashMap, PerCpuArray, RingBuf};
use aya_ebpf::programs::{ProbeContext, XdpContext};
use programs::ptr_at;

#[repr(C)]
pub struct Event {
    process: u64,
    time: u64,
    since: u64,
    kind: u32,
    flags: u32,
    depth: u32,
    length: u32,
    hash: u64,
    numbers: [u64; 16],
    name: [u8; 32],
    path: [u8; 128],
}

#[map]
static EVENT: PerCpuArray<Event> = PerCpuArray::with_max_entries(1, 0);
#[map]
static SEEN: HashMap<u64, u64> = HashMap::with_max_entries(4096, 0);
#[map]
static COUNTS: PerCpuArray<u64> = PerCpuArray::with_max_entries(256, 0);
#[map]
static EVENTS: RingBuf = RingBuf::with_byte_size(65536, 0);

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Error {
    Full,
    Long,
    Unknown(u32),
}

fn count(index: u32) {
    if let Some(count) = COUNTS.get_ptr_mut(index) {
        unsafe { *count += 1 };
    }
}
"""

KINDS = ["""
/// Mixes the name into the hash, with the constants of this kind.
pub fn {name}(event: &mut Event, seed: u64) -> Result<u64, Error> {{
    let mut hash = event.hash ^ seed.rotate_left({a});
    for byte in event.name {{
        if byte == 0 {{
            break;
        }}
        hash = (hash ^ byte as u64).wrapping_mul({odd});
        hash ^= hash >> {b};
    }}
    event.hash = hash;
    if hash & {mask} == {a} {{
        event.flags |= 1 << {bit};
        count({index});
    }}
    let slot = (hash >> {b}) as usize % event.numbers.len();
    event.numbers[slot] = event.numbers[slot].wrapping_add(hash);
    Ok(hash)
}}
""", """
/// Sorts the event into one of its classes.
pub fn {name}(event: &mut Event, seed: u64) -> Result<u64, Error> {{
    let class = (event.kind ^ seed as u32) % 9;
    let weight = match class {{
        0 => {a},
        1 => {{
            event.flags |= 1 << {bit};
            {b}
        }}
        2 if event.length > {a} => event.length as u64 * {b},
        3 => {{
            event.depth = event.depth.saturating_add(1);
            event.depth as u64
        }}
        4 => return Err(Error::Unknown(event.kind)),
        5 => event.numbers[{slot}] / {a},
        6 => {{
            event.numbers[{slot}] += {b};
            event.numbers[{slot}] % {odd}
        }}
        7 if event.flags & (1 << {bit}) != 0 => {mask},
        _ => 1,
    }};
    match SEEN.get_ptr_mut(&(weight + {index})) {{
        Some(seen) => unsafe {{
            *seen += weight;
            if *seen > {odd} {{
                *seen = 0;
                count({index});
            }}
        }},
        None => {{
            if SEEN.insert(&(weight + {index}), &seed, 0).is_err() {{
                return Err(Error::Full);
            }}
        }}
    }}
    event.length = event.length.wrapping_add(weight as u32);
    Ok(weight)
}}
""", """
/// Counts the parts of the path that begin with one letter.
pub fn {name}(event: &mut Event, seed: u64) -> Result<u64, Error> {{
    let mut parts = 0;
    let mut last = b'/';
    for (place, byte) in event.path.iter().take({length}).enumerate() {{
        if *byte == 0 {{
            event.length = place as u32;
            break;
        }}
        if last == b'/' && byte.to_ascii_lowercase() == b'a' + {bit} % 26 {{
            parts += 1;
        }}
        last = *byte;
    }}
    if parts > {a} {{
        return Err(Error::Long);
    }}
    event.depth = parts as u32;
    event.numbers[{slot}] = parts ^ seed;
    if let Some(number) = event.numbers.get(parts as usize) {{
        event.hash = event.hash.wrapping_mul({odd}).wrapping_add(*number);
    }}
    Ok(parts)
}}
""", """
/// Fills in what is known of the process.
pub fn {name}(event: &mut Event, seed: u64) -> Result<u64, Error> {{
    let both = bpf_get_current_pid_tgid();
    event.process = both >> 32;
    let thread = both as u32;
    event.numbers[{slot}] = thread as u64 + {a};
    event.numbers[({slot} + 3) % 16] = event.process.rotate_left({b}) ^ seed;
    if thread as u64 == event.process {{
        event.flags |= 1 << {bit};
    }} else {{
        event.flags &= !(1 << {bit});
    }}
    let (low, high) = (thread as u16, (thread >> 16) as u16);
    let mixed = low.wrapping_mul({b}).wrapping_add(high) as u64;
    event.kind = match mixed % {a} {{
        0 => event.kind,
        1 => event.kind.swap_bytes(),
        2 => event.kind.reverse_bits(),
        3 => event.kind.leading_zeros(),
        rest => event.kind.wrapping_add(rest as u32),
    }};
    if event.process == 0 {{
        return Err(Error::Unknown({index}));
    }}
    Ok(mixed)
}}
""", """
/// Puts the time since the last event into a bucket.
pub fn {name}(event: &mut Event, seed: u64) -> Result<u64, Error> {{
    let now = unsafe {{ bpf_ktime_get_ns() }};
    event.since = now.saturating_sub(event.time);
    event.time = now;
    let micros = event.since / 1_000;
    let bucket = if micros < {a} {{
        0
    }} else if micros < {a} * {b} {{
        1 + micros as u32 % 7
    }} else {{
        (8 + micros.ilog2()).min(63)
    }};
    count(bucket + 64 * ({bit} % 4));
    let key = seed ^ (bucket as u64) << {bit};
    let average = match unsafe {{ SEEN.get(&key) }} {{
        Some(seen) => (*seen * 7 + micros) / 8,
        None => micros,
    }};
    if SEEN.insert(&key, &average, 0).is_err() {{
        return Err(Error::Full);
    }}
    event.numbers[{slot}] = average;
    Ok(average)
}}
"""]

ENTRY_HEAD = """
fn run_{number}(event: &mut Event, seed: u64) -> Result<u64, Error> {{
    let mut sum = seed;
"""

XDP = """
#[xdp]
pub fn entry_{number}(ctx: XdpContext) -> u32 {{
    let (Ok(packet), Some(event)) = (ptr_at::<[u8; 32]>(&ctx, 0), EVENT.get_ptr_mut(0)) else {{
        return 1;
    }};
    let event = unsafe {{ &mut *event }};
    event.name = unsafe {{ *packet }};
    event.kind = {number} + event.name[13] as u32;
    match run_{number}(event, {number}) {{
        Ok(sum) => sum as u32 & 0xffff,
        Err(Error::Full) => 0x10000,
        Err(Error::Long) => 0x20000,
        Err(Error::Unknown(kind)) => 0x30000 + kind % 256,
    }}
}}
"""

KPROBE = """
#[kprobe]
pub fn entry_{number}(ctx: ProbeContext) -> u32 {{
    let (Some(argument), Some(event)) = (ctx.arg::<u64>(0), EVENT.get_ptr_mut(0)) else {{
        return 1;
    }};
    let event = unsafe {{ &mut *event }};
    event.kind = {number};
    if unsafe {{ bpf_probe_read_kernel_buf(argument as *const u8, &mut event.path) }}.is_err() {{
        return 1;
    }}
    match run_{number}(event, argument) {{
        Ok(sum) => {{
            _ = EVENTS.output::<[u64; 4]>(&[event.process, event.time, event.hash, sum], 0);
            0
        }}
        Err(_) => 1,
    }}
}}
"""


def numbers(index):
    """The constants of the library's function of this number."""
    return {"name": f"part_{index}", "index": index % 256, "a": 5 + index % 23, "b": 7 + index % 19,
            "odd": 2 * index * 7919 + 1099511628211, "mask": (1 << (3 + index % 7)) - 1,
            "bit": index % 31, "slot": index % 16, "length": 8 + 4 * (index % 5)}


def library(lines):
    """Functions of at least so many lines together, and their number."""
    parts, written = [], 0
    while written < lines:
        parts.append(KINDS[len(parts) % len(KINDS)].format(**numbers(len(parts))))
        written += parts[-1].count("\n")
    return parts


def shared(entries=ENTRIES, lines=LIBRARY_LINES):
    """As many entry points call each function of the library as its size wants."""
    parts = library(lines)
    text = [HEAD.format(about=f"{entries} entry points that share a library."), SHARED, *parts]
    for number in range(entries):
        text.append(ENTRY_HEAD.format(number=number))
        calls = CALLS if lines == LIBRARY_LINES else len(parts)
        first = number * len(parts) // entries
        for call in range(calls):
            text.append(f"    sum = sum.wrapping_add(part_{(first + call) % len(parts)}(event, sum)?);\n")
        text.append("    Ok(sum)\n}\n")
        text.append((XDP if number % 2 == 0 else KPROBE).format(number=number))
    return "".join(text)


BINDINGS = """
use aya_ebpf::helpers::bpf_probe_read_kernel;
use aya_ebpf::macros::{kprobe, map};
use aya_ebpf::maps::PerCpuArray;
use aya_ebpf::programs::ProbeContext;
use programs as _;

#[map]
static FOUND: PerCpuArray<u64> = PerCpuArray::with_max_entries(64, 0);
"""

STRUCTURE = """
#[repr(C)]
#[derive(Copy, Clone)]
pub struct kind_{n} {{
    pub count: u32,
    pub state: u8,
    pub bits: [u8; 3usize],
    pub next: *mut kind_{next},
    pub other: *const kind_{other},
    pub list: list_head,
    pub inner: kind_{n}__bindgen_ty_1,
    pub name: [::core::ffi::c_char; {length}usize],
    pub call: ::core::option::Option<unsafe extern "C" fn(arg1: *mut kind_{n}, arg2: u32) -> i32>,
}}
#[repr(C)]
#[derive(Copy, Clone)]
pub union kind_{n}__bindgen_ty_1 {{
    pub word: u64,
    pub half: [u32; 2usize],
    pub owner: *mut kind_{other},
}}
impl kind_{n} {{
    #[inline]
    pub fn flag(&self) -> u32 {{
        (self.bits[0] >> {shift} & 7) as u32
    }}
    #[inline]
    pub fn set_flag(&mut self, flag: u32) {{
        self.bits[0] = self.bits[0] & !(7 << {shift}) | ((flag as u8 & 7) << {shift});
    }}
}}
pub const KIND_{n}_FIRST: u32 = {n};
pub const KIND_{n}_LAST: u32 = {last};
pub mod kind_{n}_state {{
    pub type Type = ::core::ffi::c_uint;
    pub const NONE: Type = 0;
    pub const SOME: Type = 1;
    pub const ALL: Type = {n};
}}
pub type kind_{n}_t = kind_{n};
"""

LIST = """
#[repr(C)]
#[derive(Copy, Clone)]
pub struct list_head {
    pub next: *mut list_head,
    pub prev: *mut list_head,
}
"""

WALK = """
fn walk_{n}(start: *const kind_{n}) -> Result<u64, i32> {{
    let first = unsafe {{ bpf_probe_read_kernel(start)? }};
    if first.count < KIND_{n}_FIRST || first.count > KIND_{n}_LAST {{
        return Ok(first.flag() as u64);
    }}
    let next = unsafe {{ bpf_probe_read_kernel(&raw const (*first.next).list)? }};
    let word = unsafe {{ bpf_probe_read_kernel(&raw const (*first.other).inner.word)? }};
    Ok(next.next as u64 ^ word ^ unsafe {{ first.inner.half[1] }} as u64)
}}

#[kprobe]
pub fn probe_{n}(ctx: ProbeContext) -> u32 {{
    let Some(start) = ctx.arg(0) else {{
        return 1;
    }};
    match (walk_{n}(start), FOUND.get_ptr_mut({slot})) {{
        (Ok(found), Some(slot)) => unsafe {{ *slot = found }},
        _ => return 1,
    }}
    0
}}
"""


def bindings(lines=BINDING_LINES):
    count = lines // STRUCTURE.count("\n")
    text = [HEAD.format(about="Structures of the kernel, walked through by their bindings."), BINDINGS, LIST]
    for n in range(count):
        text.append(STRUCTURE.format(n=n, next=(n + 1) % count, other=(n * 7 + 3) % count,
                                     length=8 + n % 24, shift=n % 5, last=n * 4))
    for n in range(16):
        text.append(WALK.format(n=n * count // 16, slot=n))
    return "".join(text)


if __name__ == "__main__":
    where = pathlib.Path(sys.argv[1])
    (where / "shared.rs").write_text(shared())
    (where / "bindings.rs").write_text(bindings())
