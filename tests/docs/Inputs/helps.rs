// What help lines and documents say in Rust, in one program: see helps.py.
#![no_std]
#![no_main]

use core::alloc::{GlobalAlloc, Layout};
use core::arch::asm;
use core::fmt::Write;
use core::sync::atomic::{AtomicU64, Ordering, compiler_fence};

unsafe extern "C" { fn bpf_ktime_get_ns() -> u64; }

struct Nothing;
unsafe impl GlobalAlloc for Nothing {
    unsafe fn alloc(&self, _: Layout) -> *mut u8 {
        core::ptr::null_mut()
    }
    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}
#[global_allocator]
static NOTHING: Nothing = Nothing;

static CALLS: AtomicU64 = AtomicU64::new(0);

#[inline(never)]
fn checked(x: u32) -> u32 {
    let mut x = u64::from(x.checked_add(1).unwrap_or(0).wrapping_add(2));
    unsafe { asm!("{0} <<= 3", inout(reg) x) };
    x as u32
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "xdp")]
pub extern "C" fn prog(ctx: *mut [u32; 2]) -> u32 {
    let form: extern "C" fn(ctx: *mut T) -> u32 = other;
    let _ = form;
    CALLS.fetch_add(1, Ordering::Relaxed);
    compiler_fence(Ordering::SeqCst);
    CALLS.fetch_sub(1, Ordering::Relaxed);
    let now = unsafe { bpf_ktime_get_ns() };
    (checked(unsafe { (*ctx)[1] - (*ctx)[0] }) ^ now as u32) & 1
}

struct Text([u8; 16], usize);
impl Write for Text {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        for byte in text.bytes() {
            *self.0.get_mut(self.1).ok_or(core::fmt::Error)? = byte;
            self.1 += 1;
        }
        Ok(())
    }
}

#[repr(C)]
struct Pair {
    first: u32,
    second: u32,
}

type T = [u32; 2];
#[unsafe(no_mangle)]
#[unsafe(link_section = "tc")]
extern "C" fn other(ctx: *mut T) -> u32 {
    let pair = Pair { first: unsafe { (*ctx)[0] }, second: 1 };
    let mut text = Text([0; 16], 0);
    if text.write_str("len=").is_err() || write!(text, "{}", pair.first).is_err() {
        return 0;
    }
    pair.second ^ u32::from(text.0[4])
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[unsafe(link_section = "license")] #[unsafe(no_mangle)] static LICENSE: [u8; 4] = *b"GPL\0";
