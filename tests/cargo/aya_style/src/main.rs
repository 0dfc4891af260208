// What the macros and wrappers of aya-ebpf make of programs, by hand: maps in the section 'maps'
// behind an UnsafeCell, a global that the loader sets before loading, log records put together in
// a per-CPU buffer, and inline assembly.
#![no_std]
#![no_main]
#![cfg_attr(target_arch = "bpf", feature(asm_experimental_arch))]

use core::cell::UnsafeCell;
use core::ffi::c_void;
use core::mem::{size_of, transmute};

#[repr(C)]
struct bpf_map_def {
    type_: u32,
    key_size: u32,
    value_size: u32,
    max_entries: u32,
    map_flags: u32,
    id: u32,
    pinning: u32,
}

#[repr(transparent)]
struct Map(UnsafeCell<bpf_map_def>);

unsafe impl Sync for Map {}

impl Map {
    const fn new(type_: u32, value_size: u32, max_entries: u32) -> Self {
        Self(UnsafeCell::new(bpf_map_def {
            type_,
            key_size: 4,
            value_size,
            max_entries,
            map_flags: 0,
            id: 0,
            pinning: 0,
        }))
    }

    fn get<T>(&self, index: u32) -> Option<*mut T> {
        let lookup: unsafe extern "C" fn(*mut c_void, *const c_void) -> *mut c_void =
            unsafe { transmute(1usize) };
        let value = unsafe { lookup(self.0.get().cast(), (&raw const index).cast()) };
        (!value.is_null()).then_some(value.cast())
    }

    fn output(&self, ctx: *mut c_void, bytes: &[u8]) {
        type Output = unsafe extern "C" fn(*mut c_void, *mut c_void, u64, *mut c_void, u64) -> i64;
        let output: Output = unsafe { transmute(25usize) };
        let data = bytes.as_ptr().cast_mut().cast();
        unsafe { output(ctx, self.0.get().cast(), 0xffff_ffff, data, bytes.len() as u64) };
    }
}

#[link_section = "maps"]
#[export_name = "COUNTS"]
static COUNTS: Map = Map::new(6, 8, 256);
#[link_section = "maps"]
#[export_name = "LOGS"]
static LOGS: Map = Map::new(4, 4, 64);
#[link_section = "maps"]
#[export_name = "LOG_BUFFER"]
static LOG_BUFFER: Map = Map::new(6, 512, 1);

#[no_mangle]
static PORT: u16 = 443;

struct XdpContext {
    ctx: *mut [u32; 2],
}

impl XdpContext {
    fn pointer<T>(&self, offset: usize) -> Result<*const T, ()> {
        let (start, end) = unsafe { ((*self.ctx)[0] as usize, (*self.ctx)[1] as usize) };
        if start + offset + size_of::<T>() > end {
            return Err(());
        }
        Ok((start + offset) as *const T)
    }

    fn log(&self, level: u8, words: &[u32]) -> Result<(), ()> {
        let buffer = unsafe { &mut *LOG_BUFFER.get::<[u8; 512]>(0).ok_or(())? };
        buffer[0] = level;
        let mut at = 1;
        for word in words {
            buffer.get_mut(at..at + 4).ok_or(())?.copy_from_slice(&word.to_ne_bytes());
            at += 4;
        }
        LOGS.output(self.ctx.cast(), buffer.get(..at).ok_or(())?);
        Ok(())
    }
}

fn try_filter(ctx: XdpContext) -> Result<u32, ()> {
    let source = u32::from_be(unsafe { ctx.pointer::<u32>(26)?.read_unaligned() });
    let port = u16::from_be(unsafe { ctx.pointer::<u16>(36)?.read_unaligned() });
    if let Some(count) = COUNTS.get::<u64>((source & 0xff) as u32) {
        unsafe { *count += 1 };
    }
    if port != unsafe { core::ptr::read_volatile(&PORT) } {
        return Ok(2);
    }
    ctx.log(3, &[source, port as u32])?;
    Ok(1)
}

#[no_mangle]
#[link_section = "xdp"]
fn filter(ctx: *mut c_void) -> u32 {
    try_filter(XdpContext { ctx: ctx.cast() }).unwrap_or(0)
}

#[no_mangle]
#[link_section = "tracepoint"]
fn switch(_ctx: *mut c_void) -> u32 {
    0
}

/// The length of the packet, from the context's first word.
#[no_mangle]
#[link_section = "classifier"]
fn length(ctx: *mut c_void) -> i32 {
    let length: u64;
    unsafe { core::arch::asm!("{0} = *(u32 *)({1} + 0)", out(reg) length, in(reg) ctx) };
    length as i32
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[link_section = "license"]
#[no_mangle]
static LICENSE: [u8; 13] = *b"Dual MIT/GPL\0";
