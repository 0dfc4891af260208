#![no_std]
#![no_main]
#![allow(non_camel_case_types, dead_code)]

#[repr(C)]
pub struct kuid_t {
    val: u32,
}
#[repr(C)]
pub struct list_head {
    next: *const list_head,
}
#[repr(C)]
pub struct load_weight {
    weight: usize,
}

macro_rules! both {
    ($a:ty, $b:ty, $first:expr) => {
        // One place in the source, two types, in two branches.
        if $first { btf::type_size!($a) } else { btf::type_size!($b) }
    };
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "raw_tp/sys_enter")]
extern "C" fn prog(ctx: *const u64) -> u32 {
    let (left, right) = (left::offsets(), right::offsets());
    let (left_own, right_own) = (left::own_offsets(), right::own_offsets());
    let first = unsafe { *ctx } == 0;
    let size = if first { left::size_of::<list_head>() } else { left::size_of::<kuid_t>() };
    (left.pid == right.pid && left.pid > 100) as u32
        | ((left.tgid == right.tgid && left.tgid == left.pid + 4) as u32) << 1
        | ((left_own.pid == right_own.pid && left_own.pid == left.pid) as u32) << 2
        | ((left_own.tgid == right_own.tgid && left_own.tgid == left.tgid) as u32) << 3
        | ((btf::type_exists!(typedef kuid_t) && !btf::type_exists!(kuid_t)) as u32) << 4
        | ((size == 16) as u32) << 5
        | ((both!(list_head, kuid_t, first) == 16 && both!(list_head, load_weight, !first) == 16) as u32) << 6
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "license")]
static LICENSE: [u8; 4] = *b"GPL\0";
