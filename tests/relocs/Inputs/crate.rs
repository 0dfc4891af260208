#![no_std]
#![allow(non_camel_case_types, dead_code)]

#[cfg(left)]
#[repr(C)]
pub struct task_struct {
    pid: i32,
    tgid: i32,
}
#[cfg(right)]
#[repr(C)]
pub struct task_struct {
    tgid: i32,
    pid: i32,
}

#[cfg(left)]
#[repr(C)]
pub struct task_struct___own {
    pid: i32,
    tgid: i32,
}
#[cfg(right)]
#[repr(C)]
pub struct task_struct___own {
    tgid: i32,
    pid: i32,
}

pub struct Offsets {
    pub pid: usize,
    pub tgid: usize,
}

pub fn offsets() -> Offsets {
    Offsets {
        pid: btf::field_byte_offset!(task_struct, pid).unwrap_or(0),
        tgid: btf::field_byte_offset!(task_struct, tgid).unwrap_or(0),
    }
}

pub fn own_offsets() -> Offsets {
    Offsets {
        pid: btf::field_byte_offset!(task_struct___own, pid).unwrap_or(0),
        tgid: btf::field_byte_offset!(task_struct___own, tgid).unwrap_or(0),
    }
}

/// The same place in the source, for each type that it is asked for.
pub fn size_of<T: 'static>() -> usize {
    btf::type_size!(T)
}
