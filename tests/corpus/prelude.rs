// What every program of the corpus shares. A file NAME.rs holds a plain function and says with
// `programs!` which BPF programs run it; the same file compiled with `--cfg native` becomes a host
// program that prints what the function returns for the inputs on stdin.
//
// A program returns PASS and leaves its result in the map RESULT; it returns SHORT when the packet
// has too few bytes; a panic ends it with 0 and RESULT as it was.
//
//     --cfg handler="loop" | "unreachable" | "helper"     what the panic handler does
//     --cfg maps="libbpf" | "redbpf" | "aya"              how maps are declared

#[allow(dead_code)]
const PASS: u32 = 2;
#[allow(dead_code)]
const SHORT: u32 = 1;

/// The bytes of a packet, from raw pointers as BPF programs have them.
#[derive(Clone, Copy)]
struct Packet {
    start: usize,
    end: usize,
}

#[allow(dead_code)]
impl Packet {
    /// The N bytes at the offset, if the packet has them.
    #[inline(always)]
    fn bytes<const N: usize>(&self, offset: usize) -> Option<&'static [u8; N]> {
        let at = self.start.wrapping_add(offset);
        if at.wrapping_add(N) > self.end {
            return None;
        }
        Some(unsafe { &*(at as *const [u8; N]) })
    }

    #[inline(always)]
    fn read<T: Copy>(&self, offset: usize) -> Option<T> {
        let at = self.start.wrapping_add(offset);
        if at.wrapping_add(core::mem::size_of::<T>()) > self.end {
            return None;
        }
        Some(unsafe { (at as *const T).read_unaligned() })
    }
}

/// What a program's function may ask for: the packet itself, or a copy of its first bytes. (On a
/// packet the verifier takes variable offsets only with a check behind each.)
trait Input: Sized {
    fn read(packet: Packet) -> Option<Self>;
}

impl Input for Packet {
    #[inline(always)]
    fn read(packet: Packet) -> Option<Self> {
        Some(packet)
    }
}

impl<const N: usize> Input for [u8; N] {
    #[inline(always)]
    fn read(packet: Packet) -> Option<Self> {
        packet.bytes(0).copied()
    }
}

/// The packet as Rust programmers take it.
impl Input for &'static [u8] {
    #[inline(always)]
    fn read(packet: Packet) -> Option<Self> {
        let length = packet.end - packet.start;
        Some(unsafe { core::slice::from_raw_parts(packet.start as *const u8, length) })
    }
}

#[inline(always)]
fn run_on<I: Input>(packet: Packet, function: impl Fn(&I) -> u64) -> Option<u64> {
    Some(function(&I::read(packet)?))
}

/// The n-th 64-bit word of the input.
#[allow(dead_code)]
#[inline(always)]
fn word(input: &[u8; 64], n: usize) -> u64 {
    let b = &input[n * 8..n * 8 + 8];
    u64::from_le_bytes([b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7]])
}

#[cfg(not(native))]
#[allow(dead_code)]
mod bpf {
    use core::ffi::c_void;
    use core::mem::transmute;

    #[repr(C)]
    pub struct Xdp {
        pub data: u32,
        pub data_end: u32,
    }

    #[repr(C)]
    pub struct SkBuff {
        pub before: [u32; 19],
        pub data: u32,
        pub data_end: u32,
    }

    #[inline(always)]
    pub fn lookup<V>(map: *const c_void, key: u32) -> Option<&'static mut V> {
        unsafe {
            let helper: extern "C" fn(*const c_void, *const u32) -> *mut V = transmute(1usize);
            helper(map, &key).as_mut()
        }
    }

    #[inline(always)]
    pub fn skb_load_bytes(skb: *const SkBuff, to: &mut [u8; 64]) -> bool {
        unsafe {
            // skb_load_bytes_relative: a socket filter's own offsets start behind the MAC header.
            let helper: extern "C" fn(*const SkBuff, u32, *mut u8, u32, u32) -> i64 =
                transmute(68usize);
            helper(skb, 0, to.as_mut_ptr(), 64, 0) == 0
        }
    }

    #[inline(always)]
    pub fn finish(result: Option<u64>) -> u32 {
        let Some(result) = result else {
            return super::SHORT;
        };
        if let Some(slot) = super::RESULT.get(0) {
            *slot = result;
        }
        super::PASS
    }

    #[link_section = "license"]
    #[no_mangle]
    static LICENSE: [u8; 4] = *b"GPL\0";

    #[panic_handler]
    fn handler(_: &core::panic::PanicInfo) -> ! {
        #[cfg(handler = "helper")]
        if let Some(count) = super::PANICS.get(0) {
            *count += 1;
        }
        #[cfg(handler = "unreachable")]
        unsafe {
            core::hint::unreachable_unchecked()
        }
        #[cfg(not(handler = "unreachable"))]
        loop {}
    }
}

/// Declares array maps: `array_maps! { NAME: [VALUE; COUNT] }`. NAME.get(i) is the i-th value.
#[cfg(all(not(native), maps = "libbpf"))]
macro_rules! array_maps {
    ($($name:ident: [$value:ty; $count:literal],)*) => {$(
        #[repr(C)]
        struct $name {
            r#type: *const [i32; 2],
            key: *const u32,
            value: *const $value,
            max_entries: *const [i32; $count],
        }
        unsafe impl Sync for $name {}
        #[link_section = ".maps"]
        #[no_mangle]
        static $name: $name = $name {
            r#type: core::ptr::null(),
            key: core::ptr::null(),
            value: core::ptr::null(),
            max_entries: core::ptr::null(),
        };
        array_maps!(@get $name, $value);
    )*};
    (@get $name:ident, $value:ty) => {
        #[allow(dead_code)]
        impl $name {
            #[inline(always)]
            fn get(&'static self, key: u32) -> Option<&'static mut $value> {
                bpf::lookup((self as *const Self).cast(), key)
            }
        }
    };
}

#[cfg(all(not(native), not(maps = "libbpf")))]
macro_rules! array_maps {
    ($($name:ident: [$value:ty; $count:literal],)*) => {$(
        #[repr(C)]
        struct $name {
            r#type: u32,
            key_size: u32,
            value_size: u32,
            max_entries: u32,
            flags: u32,
        }
        #[cfg_attr(maps = "aya", link_section = "maps")]
        #[cfg_attr(maps = "redbpf", link_section = concat!("maps/", stringify!($name)))]
        #[no_mangle]
        static $name: $name = $name {
            r#type: 2,
            key_size: 4,
            value_size: core::mem::size_of::<$value>() as u32,
            max_entries: $count,
            flags: 0,
        };
        #[allow(dead_code)]
        impl $name {
            #[inline(always)]
            fn get(&'static self, key: u32) -> Option<&'static mut $value> {
                bpf::lookup((self as *const Self).cast(), key)
            }
        }
    )*};
}

#[cfg(native)]
macro_rules! array_maps {
    ($($name:ident: [$value:ty; $count:literal],)*) => {$(
        static $name: native::ArrayMap<$value, $count> = native::ArrayMap::new();
    )*};
}

#[cfg(not(native))]
array_maps! {
    RESULT: [u64; 1],
    PANICS: [u64; 1],
}

/// `programs! { xdp NAME => FUNCTION; ... }`: kinds xdp, tc, socket (64 bytes) and raw_tp (64 bytes).
#[cfg(not(native))]
macro_rules! programs {
    ($($kind:ident $name:ident => $function:path;)*) => {
        $(programs! { @$kind $name $function })*
    };
    (@xdp $name:ident $function:path) => {
        #[cfg_attr(maps = "redbpf", link_section = concat!("xdp/", stringify!($name)))]
        #[cfg_attr(not(maps = "redbpf"), link_section = "xdp")]
        #[no_mangle]
        extern "C" fn $name(ctx: *const bpf::Xdp) -> u32 {
            let (start, end) = unsafe { ((*ctx).data as usize, (*ctx).data_end as usize) };
            bpf::finish(run_on(Packet { start, end }, $function))
        }
    };
    (@tc $name:ident $function:path) => {
        #[cfg_attr(maps = "redbpf", link_section = concat!("tc_action/", stringify!($name)))]
        #[cfg_attr(not(maps = "redbpf"), link_section = "classifier")]
        #[no_mangle]
        extern "C" fn $name(ctx: *const bpf::SkBuff) -> u32 {
            let (start, end) = unsafe { ((*ctx).data as usize, (*ctx).data_end as usize) };
            bpf::finish(run_on(Packet { start, end }, $function))
        }
    };
    (@socket $name:ident $function:path) => {
        #[cfg_attr(maps = "redbpf", link_section = concat!("socketfilter/", stringify!($name)))]
        #[cfg_attr(not(maps = "redbpf"), link_section = "socket")]
        #[no_mangle]
        extern "C" fn $name(ctx: *const bpf::SkBuff) -> u32 {
            let mut input = [0; 64];
            let loaded = bpf::skb_load_bytes(ctx, &mut input);
            bpf::finish(loaded.then(|| $function(&input)))
        }
    };
    (@raw_tp $name:ident $function:path) => {
        #[link_section = "raw_tp"]
        #[no_mangle]
        extern "C" fn $name(ctx: *const [u64; 8]) -> u32 {
            let mut input = [0; 64];
            for i in 0..8 {
                let word = unsafe { core::ptr::read_volatile(&(*ctx)[i]) };
                input[i * 8..i * 8 + 8].copy_from_slice(&word.to_ne_bytes());
            }
            bpf::finish(Some($function(&input)))
        }
    };
}

#[cfg(native)]
macro_rules! programs {
    ($($kind:ident $name:ident => $function:path;)*) => {
        fn main() {
            native::main(&[$((stringify!($name), |packet| run_on(packet, $function))),*]);
        }
    };
}

#[cfg(native)]
#[allow(dead_code)]
mod native {
    use super::Packet;
    use std::cell::UnsafeCell;

    pub struct ArrayMap<V, const N: usize>(UnsafeCell<std::mem::MaybeUninit<[V; N]>>);

    unsafe impl<V, const N: usize> Sync for ArrayMap<V, N> {}

    impl<V, const N: usize> ArrayMap<V, N> {
        pub const fn new() -> Self {
            // As the kernel does: all bytes are zero.
            Self(UnsafeCell::new(std::mem::MaybeUninit::zeroed()))
        }

        pub fn get(&'static self, key: u32) -> Option<&'static mut V> {
            unsafe { (*self.0.get()).assume_init_mut().get_mut(key as usize) }
        }
    }

    fn bytes(hex: &str) -> Vec<u8> {
        let digit = |i| u8::from_str_radix(&hex[i..i + 2], 16).unwrap();
        (0..hex.len()).step_by(2).map(digit).collect()
    }

    /// One line per run, in the order in which the harness runs the object's programs.
    pub fn main(programs: &[(&str, fn(Packet) -> Option<u64>)]) {
        std::panic::set_hook(Box::new(|_| {}));
        for (number, line) in std::io::stdin().lines().enumerate() {
            let input = bytes(&line.unwrap());
            let start = input.as_ptr() as usize;
            for (name, program) in programs {
                let packet = Packet { start, end: start + input.len() };
                match std::panic::catch_unwind(|| program(packet)) {
                    Ok(Some(result)) => println!("{name} {number} pass {result:016x}"),
                    Ok(None) => println!("{name} {number} short"),
                    Err(_) => println!("{name} {number} panic"),
                }
            }
        }
    }
}
