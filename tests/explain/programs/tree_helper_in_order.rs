// mistake: the function that orders a tree calls a helper
// kind: lock-call
// reason: bpf_get_prandom_u32() comes while a lock is held
// help: call it before bpf_spin_lock() or after bpf_spin_unlock()
#![no_std]
#![no_main]
use bpf::*;
use btf::{bpf_rb_node, bpf_rb_root, bpf_spin_lock};

bpf::program_file!();
#[repr(C)]
pub struct Place {
    node: bpf_rb_node,
    number: u64,
}
btf::contains! { pub struct Places: bpf_rb_root = Place.node; }
#[repr(C)]
pub struct Value {
    lock: bpf_spin_lock,
    places: Places,
}
bpf::maps! { TREES: Array<Value, 1>; }
type Less = unsafe extern "C" fn(*mut bpf_rb_node, *const bpf_rb_node) -> bool;
btf::ksyms! {
    fn bpf_obj_new_impl(id: u64, meta: *const c_void) -> *mut c_void;
    fn bpf_obj_drop_impl(object: *mut c_void, meta: *const c_void);
    fn bpf_rbtree_add_impl(root: *mut bpf_rb_root, node: *mut bpf_rb_node, less: Less, meta: *const c_void, at: u64) -> i32;
    fn bpf_rbtree_first(root: *mut bpf_rb_root) -> *mut bpf_rb_node;
    fn bpf_rbtree_remove(root: *mut bpf_rb_root, node: *mut bpf_rb_node) -> *mut bpf_rb_node;
}
const NONE: *const c_void = core::ptr::null();

unsafe extern "C" fn less(a: *mut bpf_rb_node, b: *const bpf_rb_node) -> bool {
    #[cfg(not(mended))]
    if get_prandom_u32() == 0 { //~ refused
        return false;
    }
    (*a.cast::<Place>()).number < (*b.cast::<Place>()).number
}

#[no_mangle]
#[link_section = "classifier"]
unsafe extern "C" fn prog(_ctx: &Skb) -> i32 {
    let value = TREES.get(&0);
    if value.is_null() {
        return 0;
    }
    let place: *mut Place = bpf_obj_new_impl(btf::type_id_local!(Place), NONE).cast();
    if place.is_null() {
        return 0;
    }
    spin_lock((&raw mut (*value).lock).cast());
    bpf_rbtree_add_impl((*value).places.head(), &raw mut (*place).node, less, NONE, 0);
    spin_unlock((&raw mut (*value).lock).cast());
    0
}
