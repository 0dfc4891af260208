// mistake: an address in an arena, and no arena
// kind: arena-missing
// reason: an address in an arena is used by a program that uses no arena
// help: use the map of type BPF_MAP_TYPE_ARENA in this program
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[repr(C)]
pub struct Arena {
    r#type: *const [i32; 33],
    map_flags: *const [i32; 1024],
    max_entries: *const [i32; 4],
    map_extra: *const [i32; 0x10000000],
}
unsafe impl Sync for Arena {}
#[cfg(mended)]
#[no_mangle]
#[link_section = ".maps"]
static ARENA: Arena = unsafe { core::mem::zeroed() };
bpf::maps! { FIRST: Array<u64, 1>; }

#[no_mangle]
#[link_section = "syscall"]
unsafe extern "C" fn prog(_ctx: *const c_void) -> i32 {
    let first = FIRST.get(&0);
    if first.is_null() {
        return 0;
    }
    #[cfg(mended)]
    core::hint::black_box((&raw const ARENA).cast::<c_void>());
    *btf::in_arena(*first as *mut u32) as i32 //~ refused
}
