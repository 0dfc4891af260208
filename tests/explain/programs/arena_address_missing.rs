// mistake: an arena that has no place in user space yet
// line: none
// kind: arena-address
// reason: the arena has no place in user space yet, and so addresses in it mean nothing
// help: give the map a map_extra, or map it with mmap() before the program is loaded
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[repr(C)]
pub struct Arena {
    r#type: *const [i32; 33],
    map_flags: *const [i32; 1024],
    max_entries: *const [i32; 4],
    #[cfg(mended)]
    map_extra: *const [i32; 0x10000000],
}
unsafe impl Sync for Arena {}
#[no_mangle]
#[link_section = ".maps"]
static ARENA: Arena = unsafe { core::mem::zeroed() };
btf::ksyms! {
    fn bpf_arena_alloc_pages(map: *const c_void, address: *mut c_void, pages: u32, node: i32, flags: u64) -> *mut c_void;
}

#[no_mangle]
#[link_section = "syscall"]
unsafe extern "C" fn prog(_ctx: *const c_void) -> i32 {
    let page = bpf_arena_alloc_pages((&raw const ARENA).cast(), null_mut(), 1, -1, 0);
    if page.is_null() {
        return 0;
    }
    *btf::in_arena(page).cast::<i32>()
}
