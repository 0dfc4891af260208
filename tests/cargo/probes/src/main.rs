// What RedBPF's macros make of its probes, by hand: programs in KIND/NAME, maps in maps/NAME,
// helpers by transmute, the kernel's version as a static in a section of its own.
#![no_std]
#![no_main]

use core::ffi::c_void;
use core::mem::{size_of, transmute, MaybeUninit};

#[repr(C)]
pub struct MapDefinition {
    kind: u32,
    key_size: u32,
    value_size: u32,
    max_entries: u32,
    flags: u32,
}

const HASH: u32 = 1;
const ARRAY: u32 = 2;
const PERF_EVENT_ARRAY: u32 = 4;

const fn map<K, V>(kind: u32, max_entries: u32) -> MapDefinition {
    let (key_size, value_size) = (size_of::<K>() as u32, size_of::<V>() as u32);
    MapDefinition { kind, key_size, value_size, max_entries, flags: 0 }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Event {
    pid_tgid: u64,
    name: [u8; 16],
}

#[no_mangle]
#[link_section = "maps/calls"]
static calls: MapDefinition = map::<u64, u64>(HASH, 1024);
#[no_mangle]
#[link_section = "maps/events"]
static events: MapDefinition = map::<u32, u32>(PERF_EVENT_ARRAY, 64);
#[no_mangle]
#[link_section = "maps/verdicts"]
static verdicts: MapDefinition = map::<u32, u32>(ARRAY, 4);

unsafe fn lookup<K, V>(map: &'static MapDefinition, key: &K) -> Option<&'static mut V> {
    let helper: unsafe extern "C" fn(*const MapDefinition, *const K) -> *mut V = transmute(1usize);
    helper(map, key).as_mut()
}

unsafe fn update<K, V>(map: &'static MapDefinition, key: &K, value: &V) {
    let helper: unsafe extern "C" fn(*const MapDefinition, *const K, *const V, u64) -> i64 =
        transmute(2usize);
    helper(map, key, value, 0);
}

fn pid_tgid() -> u64 {
    let helper: unsafe extern "C" fn() -> u64 = unsafe { transmute(14usize) };
    unsafe { helper() }
}

fn name() -> [u8; 16] {
    let helper: unsafe extern "C" fn(*mut c_void, u32) -> i64 = unsafe { transmute(16usize) };
    let mut name = MaybeUninit::<[u8; 16]>::zeroed();
    unsafe {
        helper(name.as_mut_ptr().cast(), 16);
        name.assume_init()
    }
}

unsafe fn output(ctx: *mut c_void, event: &Event) {
    type Output = unsafe extern "C" fn(
        *mut c_void, *const MapDefinition, u64, *const Event, u64) -> i64;
    let helper: Output = transmute(25usize);
    helper(ctx, &events, 0xffff_ffff, event, size_of::<Event>() as u64);
}

#[no_mangle]
#[link_section = "kprobe/count_calls"]
pub extern "C" fn count_calls(_ctx: *mut c_void) -> i32 {
    let key = pid_tgid() >> 32;
    unsafe {
        match lookup::<u64, u64>(&calls, &key) {
            Some(count) => *count += 1,
            None => update(&calls, &key, &1u64),
        }
    }
    0
}

#[no_mangle]
#[link_section = "kretprobe/report"]
pub extern "C" fn report(ctx: *mut c_void) -> i32 {
    let event = Event { pid_tgid: pid_tgid(), name: name() };
    if event.name[..4] == *b"sshd" {
        unsafe { output(ctx, &event) };
    }
    0
}

#[repr(C)]
pub struct Packet {
    data: u32,
    data_end: u32,
}

fn verdict(packet: &Packet) -> Option<u32> {
    let at = packet.data as usize;
    if at + 14 > packet.data_end as usize {
        return None;
    }
    let kind = unsafe { *((at + 13) as *const u8) };
    unsafe { lookup::<u32, u32>(&verdicts, &(kind as u32)) }.map(|verdict| *verdict + 2)
}

#[no_mangle]
#[link_section = "xdp/filter"]
pub extern "C" fn filter(packet: *const Packet) -> u32 {
    verdict(unsafe { &*packet }).unwrap_or(1)
}

#[no_mangle]
#[link_section = "socketfilter/all"]
pub extern "C" fn all(_buffer: *const c_void) -> i32 {
    -1
}

#[no_mangle]
#[link_section = "license"]
pub static _license: [u8; 4] = *b"GPL\0";
#[no_mangle]
#[link_section = "version"]
pub static _version: u32 = 0xffff_fffe;

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    let printk: unsafe extern "C" fn(*const u8, u32) -> i64 = unsafe { transmute(6usize) };
    let text = *b"panic\0";
    unsafe {
        printk(text.as_ptr(), 6);
    }
    loop {}
}
