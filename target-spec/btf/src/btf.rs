// SPDX-License-Identifier: MIT OR Apache-2.0

//! What the macros call. This file alone is all of the crate: copied into another one, it is
//! `#[macro_use] mod btf;` in the root there.
//!
//! Each use of a macro calls a function that nothing defines. Its name says what is asked for, its
//! first argument stands for the type; bpf-shim puts a CO-RE relocation in its place. Other linkers
//! find an undefined symbol.

#![allow(dead_code)]

use core::any::TypeId;
use core::ffi::c_void;
use core::mem::{size_of, transmute, MaybeUninit};

// Helpers of the kernel by their numbers; loaders put older ones in their place where need be.
const PROBE_READ_USER: usize = 112;
const PROBE_READ_KERNEL: usize = 113;
const PROBE_READ_USER_STR: usize = 114;
const PROBE_READ_KERNEL_STR: usize = 115;

type ProbeRead = unsafe extern "C" fn(*mut c_void, u32, *const c_void) -> i64;

/// The place in the program where a macro is used.
#[doc(hidden)]
pub trait Site {
    type Call: Copy;
    const CALL: Self::Call;
    // The indexes of the path, in their order.
    const FIRST: usize = 0;
    const SECOND: usize = 0;
    const THIRD: usize = 0;
}

/// Where the macro names an enumerator.
#[doc(hidden)]
pub trait Named {
    const VALUE: i64;
}

/// What stands for a type: debug info tells the type of this function. It is another function for
/// each type, with another body, so that no compiler makes two of them one.
fn anchor<T: 'static>() -> TypeId {
    TypeId::of::<T>()
}

type Anchor = *const c_void;
#[doc(hidden)]
pub type Info = unsafe extern "C" fn(Anchor, usize, usize, usize) -> u64;
#[doc(hidden)]
pub type Place = unsafe extern "C" fn(Anchor, *const c_void, usize, usize, usize) -> *const c_void;
#[doc(hidden)]
pub type Enumerator = unsafe extern "C" fn(Anchor, i64) -> u64;

macro_rules! anchor {
    ($T:ty) => {
        anchor::<$T> as fn() -> TypeId as Anchor
    };
}

// None of these is inlined by rustc: so each call in them stays one call, of one type.

#[doc(hidden)]
#[inline(never)]
pub fn info<T: 'static, S: Site<Call = Info>>(_: S) -> u64 {
    // SAFETY: the number is put in its place.
    unsafe { (S::CALL)(anchor!(T), S::FIRST, S::SECOND, S::THIRD) }
}

#[doc(hidden)]
#[inline(always)]
pub fn info_of<T: 'static, S: Site<Call = Info>>(site: S, _: *const T) -> u64 {
    info::<T, S>(site)
}

#[doc(hidden)]
#[inline(never)]
pub fn enumerator<T: 'static, S: Site<Call = Enumerator> + Named>(_: S, _: impl FnOnce() -> T) -> u64 {
    // SAFETY: the number is put in its place.
    unsafe { (S::CALL)(anchor!(T), S::VALUE) }
}

#[doc(hidden)]
#[inline(never)]
pub unsafe fn place<T: 'static, F, S: Site<Call = Place>>(
    _: S,
    from: *const T,
    _: impl FnOnce(*const T) -> *const F,
) -> *const F {
    // SAFETY: as the macro says.
    unsafe { (S::CALL)(anchor!(T), from.cast(), S::FIRST, S::SECOND, S::THIRD).cast() }
}

/// A step of a path: where the field before is a pointer, the step begins behind it.
#[doc(hidden)]
pub struct Step<P>(pub P);

macro_rules! through {
    ($($pointer:ty),*) => {$(
        impl<'a, T> Step<*const $pointer> {
            /// Says the type; never called.
            pub fn start(self) -> *const T {
                core::ptr::null()
            }
        }
    )*};
}
through!(*const T, *mut T, &'a T, Option<&'a T>, core::ptr::NonNull<T>, Option<core::ptr::NonNull<T>>);

#[doc(hidden)]
pub trait Stay {
    type Of;
    fn start(self) -> *const Self::Of;
}

impl<T> Stay for Step<*const T> {
    type Of = T;
    fn start(self) -> *const T {
        self.0
    }
}

// Reading.

#[inline(always)]
unsafe fn call_probe(helper: usize, to: *mut c_void, size: u32, from: *const c_void) -> i64 {
    // SAFETY: the number of a helper with these arguments.
    unsafe { transmute::<usize, ProbeRead>(helper)(to, size, from) }
}

#[doc(hidden)]
#[inline(always)]
pub unsafe fn read_kernel_into<F>(to: *mut F, from: *const F) -> i64 {
    unsafe { call_probe(PROBE_READ_KERNEL, to.cast(), size_of::<F>() as u32, from.cast()) }
}

#[doc(hidden)]
#[inline(always)]
pub unsafe fn read_user_into<F>(to: *mut F, from: *const F) -> i64 {
    unsafe { call_probe(PROBE_READ_USER, to.cast(), size_of::<F>() as u32, from.cast()) }
}

// Not always inlined, as a debug build of rustc does it: each use would have a slot of its own on the stack then.

#[doc(hidden)]
#[inline]
pub unsafe fn read_kernel<F: Copy>(from: *const F) -> F {
    let mut value = MaybeUninit::<F>::uninit();
    // SAFETY: the helper writes all of it, zeros where it cannot read.
    unsafe {
        read_kernel_into(value.as_mut_ptr(), from);
        value.assume_init()
    }
}

#[doc(hidden)]
#[inline]
pub unsafe fn read_user<F: Copy>(from: *const F) -> F {
    let mut value = MaybeUninit::<F>::uninit();
    // SAFETY: as above.
    unsafe {
        read_user_into(value.as_mut_ptr(), from);
        value.assume_init()
    }
}

/// A character as C has it.
#[doc(hidden)]
pub trait Character {}
impl Character for u8 {}
impl Character for i8 {}

#[doc(hidden)]
#[inline(always)]
pub unsafe fn read_kernel_str<C: Character, const N: usize>(to: &mut [u8], from: *const [C; N]) -> i64 {
    unsafe { call_probe(PROBE_READ_KERNEL_STR, to.as_mut_ptr().cast(), to.len() as u32, from.cast()) }
}

#[doc(hidden)]
#[inline(always)]
pub unsafe fn read_user_str<C: Character, const N: usize>(to: &mut [u8], from: *const [C; N]) -> i64 {
    unsafe { call_probe(PROBE_READ_USER_STR, to.as_mut_ptr().cast(), to.len() as u32, from.cast()) }
}

/// The bits of a number, from its bytes at `from`.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Bits {
    pub from: *const c_void,
    pub size: u64,
    pub signed: u64,
    pub lshift: u64,
    pub rshift: u64,
}

impl Bits {
    #[inline(always)]
    fn cut_out(self, bytes: u64) -> u64 {
        let high = bytes.wrapping_shl(self.lshift as u32);
        if self.signed != 0 {
            (high as i64).wrapping_shr(self.rshift as u32) as u64
        } else {
            high.wrapping_shr(self.rshift as u32)
        }
    }

    #[inline]
    pub unsafe fn read(self) -> u64 {
        let mut bytes = 0u64;
        let before = if cfg!(target_endian = "big") { size_of::<u64>() as u64 - self.size } else { 0 };
        unsafe {
            let to = (&raw mut bytes).cast::<u8>().wrapping_add(before as usize);
            call_probe(PROBE_READ_KERNEL, to.cast(), self.size as u32, self.from);
        }
        self.cut_out(bytes)
    }

    #[inline(always)]
    pub unsafe fn load(self) -> u64 {
        let bytes = unsafe {
            match self.size {
                1 => *self.from.cast::<u8>() as u64,
                2 => *self.from.cast::<u16>() as u64,
                4 => *self.from.cast::<u32>() as u64,
                _ => *self.from.cast::<u64>(),
            }
        };
        self.cut_out(bytes)
    }
}

// The macros' parts.

#[doc(hidden)]
#[macro_export]
macro_rules! __btf_site {
    ($kind:literal, $path:expr, $call:ident($($argument:ty),*) -> $result:ty $(, $of:tt)*) => {
        struct __BtfSite;
        unsafe extern "C" {
            #[link_name = concat!("__btf:", $kind, ":", $path, "@", file!(), ":", line!(), ":", column!())]
            fn __btf_site($(_: $argument),*) -> $result;
        }
        impl $crate::btf::Site for __BtfSite {
            type Call = $crate::btf::$call;
            const CALL: Self::Call = __btf_site;
            $crate::__btf_indexes! { (FIRST SECOND THIRD) $($of)* }
        }
    };
}

// What the name of the site cannot tell: the values of indexes that are no numbers as they stand there.
#[doc(hidden)]
#[macro_export]
macro_rules! __btf_indexes {
    ($names:tt) => {};
    (($name:ident $($names:ident)*) [$index:expr] $($rest:tt)*) => {
        const $name: usize = $index;
        $crate::__btf_indexes! { ($($names)*) $($rest)* }
    };
    ($names:tt $token:tt $($rest:tt)*) => { $crate::__btf_indexes! { $names $($rest)* } };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __btf_info {
    ($kind:literal, $T:ty, $path:expr $(, $of:tt)*) => {{
        $crate::__btf_site!($kind, $path, Info(*const ::core::ffi::c_void, usize, usize, usize) -> u64 $(, $of)*);
        $crate::btf::info::<$T, __BtfSite>(__BtfSite)
    }};
}

#[doc(hidden)]
#[macro_export]
macro_rules! __btf_field {
    ($kind:literal, $T:ty, $($path:tt)+) => {{
        #[allow(unused_unsafe)]
        let _ = |from: *const $T| unsafe { &raw const (*from).$($path)+ };
        $crate::__btf_info!($kind, $T, stringify!($($path)+) $(, $path)+)
    }};
}

#[doc(hidden)]
#[macro_export]
macro_rules! __btf_field_of {
    ($kind:literal, $from:expr, $($path:tt)+) => {{
        $crate::__btf_site!($kind, stringify!($($path)+),
            Info(*const ::core::ffi::c_void, usize, usize, usize) -> u64 $(, $path)+);
        $crate::btf::info_of(__BtfSite, $from)
    }};
}

// An address in the structure itself.
#[doc(hidden)]
#[macro_export]
macro_rules! __btf_addr {
    ($kind:literal, $from:expr, $($path:tt)+) => {{
        $crate::__btf_site!($kind, stringify!($($path)+),
            Place(*const ::core::ffi::c_void, *const ::core::ffi::c_void, usize, usize, usize)
                -> *const ::core::ffi::c_void $(, $path)+);
        #[allow(unused_unsafe)]
        let at = $crate::btf::place(__BtfSite, $from, |from| unsafe { &raw const (*from).$($path)+ });
        at
    }};
}

// The address at the end of a path that may lead through pointers.
#[doc(hidden)]
#[macro_export]
macro_rules! __btf_place {
    ($kind:literal, $from:expr, $($path:tt)+) => {{
        $crate::__btf_site!($kind, stringify!($($path)+),
            Place(*const ::core::ffi::c_void, *const ::core::ffi::c_void, usize, usize, usize)
                -> *const ::core::ffi::c_void $(, $path)+);
        #[allow(unused_imports)]
        use $crate::btf::Stay as _;
        #[allow(unused_unsafe)]
        let at = $crate::btf::place(__BtfSite, $from, |from| unsafe { $crate::__btf_walk!(from; $($path)+) });
        at
    }};
}

#[doc(hidden)]
#[macro_export]
macro_rules! __btf_walk {
    ($at:expr;) => { $at };
    ($at:expr; . $($rest:tt)+) => { $crate::__btf_walk!($at; $($rest)+) };
    ($at:expr; [$index:expr] $($rest:tt)*) => {
        $crate::__btf_walk!(&raw const (*$at)[$index]; $($rest)*)
    };
    ($at:expr; $field:ident $($rest:tt)*) => {
        $crate::__btf_walk!(&raw const (*$crate::btf::Step($at).start()).$field; $($rest)*)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __btf_bits {
    ($addr:literal, $size:literal, $signed:literal, $lshift:literal, $rshift:literal, $from:expr, $($path:tt)+) => {{
        let from: *const _ = $from;
        $crate::btf::Bits {
            from: $crate::__btf_addr!($addr, from, $($path)+).cast(),
            size: $crate::__btf_field_of!($size, from, $($path)+),
            signed: $crate::__btf_field_of!($signed, from, $($path)+),
            lshift: $crate::__btf_field_of!($lshift, from, $($path)+),
            rshift: $crate::__btf_field_of!($rshift, from, $($path)+),
        }
    }};
    (typedef $from:expr, $($path:tt)+) => {
        $crate::__btf_bits!("bits:typedef", "size:typedef", "signed:typedef", "lshift:typedef", "rshift:typedef",
            $from, $($path)+)
    };
    ($from:expr, $($path:tt)+) => {
        $crate::__btf_bits!("bits", "size", "signed", "lshift", "rshift", $from, $($path)+)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __btf_enum {
    ($kind:literal, $path:path) => { $crate::__btf_enum!($kind, $path, stringify!($path)) };
    ($kind:literal, $path:path, $name:expr) => {{
        $crate::__btf_site!($kind, $name, Enumerator(*const ::core::ffi::c_void, i64) -> u64);
        impl $crate::btf::Named for __BtfSite {
            const VALUE: i64 = $path as i64;
        }
        $crate::btf::enumerator(__BtfSite, || $path)
    }};
}

// Fields.

/// Whether the kernel has the field, with a type that is like the one declared.
///
/// ```no_run
/// # #[repr(C)] pub struct task_struct { tgid: i32 }
/// let new_enough = btf::field_exists!(task_struct, tgid);
/// ```
#[macro_export]
macro_rules! field_exists {
    (typedef $T:ty, $($path:tt)+) => { $crate::__btf_field!("exists:typedef", $T, $($path)+) != 0 };
    ($T:ty, $($path:tt)+) => { $crate::__btf_field!("exists", $T, $($path)+) != 0 };
}

/// Where the field lies in the kernel's structure, in bytes; `None`: the kernel has no such field.
///
/// ```no_run
/// # #[repr(C)] pub struct load_weight { weight: usize }
/// # #[repr(C)] pub struct sched_entity { load: load_weight }
/// # #[repr(C)] pub struct task_struct { se: sched_entity }
/// let at: Option<usize> = btf::field_byte_offset!(task_struct, se.load.weight);
/// ```
#[macro_export]
macro_rules! field_byte_offset {
    (typedef $T:ty, $($path:tt)+) => {
        if $crate::field_exists!(typedef $T, $($path)+) {
            Some($crate::__btf_field!("offset:typedef", $T, $($path)+) as usize)
        } else {
            None
        }
    };
    ($T:ty, $($path:tt)+) => {
        if $crate::field_exists!($T, $($path)+) {
            Some($crate::__btf_field!("offset", $T, $($path)+) as usize)
        } else {
            None
        }
    };
}

/// How many bytes the field has in the kernel; `None`: the kernel has no such field.
///
/// ```no_run
/// # #[repr(C)] pub struct task_struct { comm: [u8; 1] }
/// let size: Option<usize> = btf::field_byte_size!(task_struct, comm);
/// ```
#[macro_export]
macro_rules! field_byte_size {
    (typedef $T:ty, $($path:tt)+) => {
        if $crate::field_exists!(typedef $T, $($path)+) {
            Some($crate::__btf_field!("size:typedef", $T, $($path)+) as usize)
        } else {
            None
        }
    };
    ($T:ty, $($path:tt)+) => {
        if $crate::field_exists!($T, $($path)+) {
            Some($crate::__btf_field!("size", $T, $($path)+) as usize)
        } else {
            None
        }
    };
}

/// Whether the kernel's field has a sign. Of a field that the kernel lacks nothing can be asked: the
/// program does not load, unless `field_exists!` keeps it from here.
///
/// ```no_run
/// # #[repr(C)] pub struct task_struct { exit_code: i32 }
/// let signed = btf::field_signed!(task_struct, exit_code);
/// ```
#[macro_export]
macro_rules! field_signed {
    (typedef $T:ty, $($path:tt)+) => { $crate::__btf_field!("signed:typedef", $T, $($path)+) != 0 };
    ($T:ty, $($path:tt)+) => { $crate::__btf_field!("signed", $T, $($path)+) != 0 };
}

/// How far to the left a `u64` with the field's bytes is shifted to lose what is above a bit field.
///
/// ```no_run
/// # #[repr(C)] pub struct task_struct { in_execve: u32 }
/// let shift: u32 = btf::field_lshift_u64!(task_struct, in_execve);
/// ```
#[macro_export]
macro_rules! field_lshift_u64 {
    (typedef $T:ty, $($path:tt)+) => { $crate::__btf_field!("lshift:typedef", $T, $($path)+) as u32 };
    ($T:ty, $($path:tt)+) => { $crate::__btf_field!("lshift", $T, $($path)+) as u32 };
}

/// How far to the right it is shifted then.
///
/// ```no_run
/// # #[repr(C)] pub struct task_struct { in_execve: u32 }
/// let shift: u32 = btf::field_rshift_u64!(task_struct, in_execve);
/// ```
#[macro_export]
macro_rules! field_rshift_u64 {
    (typedef $T:ty, $($path:tt)+) => { $crate::__btf_field!("rshift:typedef", $T, $($path)+) as u32 };
    ($T:ty, $($path:tt)+) => { $crate::__btf_field!("rshift", $T, $($path)+) as u32 };
}

// Values.

/// The address of a field, in the structure itself.
///
/// # Safety
///
/// The pointer has to be one to the kernel's structure if the address is used.
///
/// ```no_run
/// # #[repr(C)] pub struct task_struct { comm: [u8; 16] }
/// unsafe fn name(task: *const task_struct) -> *const [u8; 16] {
///     btf::addr!(task, comm)
/// }
/// ```
#[macro_export]
macro_rules! addr {
    (typedef $from:expr, $($path:tt)+) => { $crate::__btf_addr!("addr:typedef", $from, $($path)+) };
    ($from:expr, $($path:tt)+) => { $crate::__btf_addr!("addr", $from, $($path)+) };
}

/// The value of a field, read by `bpf_probe_read_kernel` as are the pointers on the way to it; zeros
/// where the kernel cannot read. For any program: kprobes, tracepoints, where a pointer is a number
/// to the verifier.
///
/// An index in a path is a constant. For others, go on from the [`addr!`] of the array, by what [`type_size!`]
/// says of its elements. A field of type `Pid`, where that is `struct Pid(i32)`, is an `i32` to the kernel.
///
/// # Safety
///
/// The bytes in the kernel have to be a value of the field's type.
///
/// ```no_run
/// # #[repr(C)] pub struct task_struct { tgid: i32, real_parent: *const task_struct }
/// unsafe fn parent(task: *const task_struct) -> i32 {
///     btf::read!(task, real_parent.tgid)
/// }
/// ```
///
/// ```no_run
/// # #[repr(C)] pub struct upid { nr: i32 }
/// # #[repr(C)] pub struct pid { numbers: [upid; 1] }
/// unsafe fn number(pid: *const pid, level: usize) -> i32 {
///     let first = btf::addr!(pid, numbers).cast::<upid>();
///     btf::read!(first.wrapping_byte_add(level * btf::type_size!(upid)), nr)
/// }
/// ```
#[macro_export]
macro_rules! read {
    (typedef $from:expr, $($path:tt)+) => {
        $crate::btf::read_kernel($crate::__btf_place!("read:typedef", $from, $($path)+))
    };
    ($from:expr, $($path:tt)+) => {
        $crate::btf::read_kernel($crate::__btf_place!("read", $from, $($path)+))
    };
}

/// The same, of structures in the memory of a process, by `bpf_probe_read_user`.
///
/// # Safety
///
/// As for [`read!`].
///
/// ```no_run
/// # #[repr(C)] pub struct epoll_event { events: u32 }
/// unsafe fn events(event: *const epoll_event) -> u32 {
///     btf::read_user!(event, events)
/// }
/// ```
#[macro_export]
macro_rules! read_user {
    (typedef $from:expr, $($path:tt)+) => {
        $crate::btf::read_user($crate::__btf_place!("read_user:typedef", $from, $($path)+))
    };
    ($from:expr, $($path:tt)+) => {
        $crate::btf::read_user($crate::__btf_place!("read_user", $from, $($path)+))
    };
}

/// Reads a field into a variable of its type, as [`read!`] does; the result is the helper's, 0 or a
/// negative number.
///
/// # Safety
///
/// As for [`read!`].
///
/// ```no_run
/// # #[repr(C)] pub struct task_struct { tgid: i32, real_parent: *const task_struct }
/// unsafe fn parent(task: *const task_struct) -> Option<i32> {
///     let mut tgid = 0;
///     (btf::read_into!(&mut tgid, task, real_parent.tgid) == 0).then_some(tgid)
/// }
/// ```
#[macro_export]
macro_rules! read_into {
    ($to:expr, typedef $from:expr, $($path:tt)+) => {
        $crate::btf::read_kernel_into($to, $crate::__btf_place!("read:typedef", $from, $($path)+))
    };
    ($to:expr, $from:expr, $($path:tt)+) => {
        $crate::btf::read_kernel_into($to, $crate::__btf_place!("read", $from, $($path)+))
    };
}

/// Reads a string out of a field that is an array, up to its NUL; the result is its length with the
/// NUL, or a negative number.
///
/// # Safety
///
/// As for [`read!`].
///
/// ```no_run
/// # #[repr(C)] pub struct task_struct { comm: [u8; 1], real_parent: *const task_struct }
/// unsafe fn parent(task: *const task_struct) -> [u8; 16] {
///     let mut name = [0; 16];
///     btf::read_str!(&mut name, task, real_parent.comm);
///     name
/// }
/// ```
#[macro_export]
macro_rules! read_str {
    ($to:expr, typedef $from:expr, $($path:tt)+) => {
        $crate::btf::read_kernel_str($to, $crate::__btf_place!("read:typedef", $from, $($path)+))
    };
    ($to:expr, $from:expr, $($path:tt)+) => {
        $crate::btf::read_kernel_str($to, $crate::__btf_place!("read", $from, $($path)+))
    };
}

/// The same, of structures in the memory of a process.
///
/// # Safety
///
/// As for [`read!`].
///
/// ```no_run
/// # #[repr(C)] pub struct sockaddr_un { sun_path: [u8; 108] }
/// unsafe fn path(address: *const sockaddr_un, path: &mut [u8; 108]) -> i64 {
///     btf::read_user_str!(path, address, sun_path)
/// }
/// ```
#[macro_export]
macro_rules! read_user_str {
    ($to:expr, typedef $from:expr, $($path:tt)+) => {
        $crate::btf::read_user_str($to, $crate::__btf_place!("read_user:typedef", $from, $($path)+))
    };
    ($to:expr, $from:expr, $($path:tt)+) => {
        $crate::btf::read_user_str($to, $crate::__btf_place!("read_user", $from, $($path)+))
    };
}

/// The value of a field, loaded directly, as are the pointers on the way to it. For programs whose
/// arguments have types of the kernel's (`tp_btf`, `fentry`, `lsm`, `iter`): the verifier follows
/// them.
///
/// # Safety
///
/// As for [`read!`].
///
/// ```no_run
/// # #[repr(C)] pub struct task_struct { tgid: i32, real_parent: *const task_struct }
/// unsafe fn parent(task: *const task_struct) -> i32 {
///     btf::load!(task, real_parent.tgid)
/// }
/// ```
#[macro_export]
macro_rules! load {
    (typedef $from:expr, $($path:tt)+) => { *$crate::__btf_place!("load:typedef", $from, $($path)+) };
    ($from:expr, $($path:tt)+) => { *$crate::__btf_place!("load", $from, $($path)+) };
}

/// The value of a field that may be a bit field in the kernel, read by `bpf_probe_read_kernel`, with
/// its sign if it has one. It is declared as a number here: `in_execve: u32`.
///
/// bindgen hides bit fields: beside its `task_struct`, a flavour by hand has them, as
/// `task_struct___bits` below.
///
/// # Safety
///
/// None of its own.
///
/// ```no_run
/// # #[repr(C)] pub struct task_struct { tgid: i32 }
/// #[repr(C)]
/// pub struct task_struct___bits {
///     in_execve: u32,
/// }
///
/// unsafe fn execs(task: *const task_struct) -> bool {
///     btf::read_bitfield!(task as *const task_struct___bits, in_execve) != 0
/// }
/// ```
#[macro_export]
macro_rules! read_bitfield {
    ($($from_and_path:tt)+) => { $crate::__btf_bits!($($from_and_path)+).read() };
}

/// The same, loaded directly, for the programs of [`load!`].
///
/// # Safety
///
/// As for [`read!`].
///
/// ```no_run
/// # #[repr(C)] pub struct task_struct { in_execve: u32 }
/// unsafe fn execs(task: *const task_struct) -> bool {
///     btf::load_bitfield!(task, in_execve) != 0
/// }
/// ```
#[macro_export]
macro_rules! load_bitfield {
    ($($from_and_path:tt)+) => { $crate::__btf_bits!($($from_and_path)+).load() };
}

// Types.

/// Whether the kernel has a type of this name and kind.
///
/// ```no_run
/// # #[repr(C)] pub struct bpf_ringbuf { _unknown: [u8; 0] }
/// let has_ring_buffers = btf::type_exists!(bpf_ringbuf);
/// ```
#[macro_export]
macro_rules! type_exists {
    (typedef $T:ty) => { $crate::__btf_info!("type_exists:typedef", $T, stringify!($T)) != 0 };
    ($T:ty) => { $crate::__btf_info!("type_exists", $T, stringify!($T)) != 0 };
}

/// How many bytes the type has in the kernel; 0 when it has no such type.
///
/// ```no_run
/// # #[repr(C)] pub struct task_struct { tgid: i32 }
/// let size: usize = btf::type_size!(task_struct);
/// ```
#[macro_export]
macro_rules! type_size {
    (typedef $T:ty) => { $crate::__btf_info!("type_size:typedef", $T, stringify!($T)) as usize };
    ($T:ty) => { $crate::__btf_info!("type_size", $T, stringify!($T)) as usize };
}

/// Whether the kernel's type has all fields of this one, with the same types. A C `unsigned long` is
/// `usize` here, `long` is `isize`, and `u64` is `unsigned long long`.
///
/// ```no_run
/// # #[repr(C)] pub struct list_head { next: *mut list_head, prev: *mut list_head }
/// let as_known = btf::type_matches!(list_head);
/// ```
#[macro_export]
macro_rules! type_matches {
    (typedef $T:ty) => { $crate::__btf_info!("type_matches:typedef", $T, stringify!($T)) != 0 };
    ($T:ty) => { $crate::__btf_info!("type_matches", $T, stringify!($T)) != 0 };
}

/// The number of the type in the program's own BTF.
///
/// ```no_run
/// # #[repr(C)] pub struct event { tgid: i32 }
/// let id: u64 = btf::type_id_local!(event);
/// ```
#[macro_export]
macro_rules! type_id_local {
    ($T:ty) => { $crate::__btf_info!("type_id_local", $T, stringify!($T)) };
}

/// The number of the type in the kernel's BTF.
///
/// ```no_run
/// # #[repr(C)] pub struct task_struct { tgid: i32 }
/// let id: u64 = btf::type_id_kernel!(task_struct);
/// ```
#[macro_export]
macro_rules! type_id_kernel {
    (typedef $T:ty) => { $crate::__btf_info!("type_id_kernel:typedef", $T, stringify!($T)) };
    ($T:ty) => { $crate::__btf_info!("type_id_kernel", $T, stringify!($T)) };
}

// Enums.

/// The kernel's value of an enumerator. The type is a `repr(C)` enum, or the module of constants that
/// bindgen may make of one; where it makes constants alone, their enum is named before them.
///
/// ```no_run
/// # #[repr(C)] pub enum pid_type { PIDTYPE_SID = 77 }
/// let sid: i64 = btf::enum_value!(pid_type::PIDTYPE_SID);
/// # const PIDTYPE_PGID: u32 = 78;
/// let group: i64 = btf::enum_value!(pid_type, PIDTYPE_PGID);
/// ```
#[macro_export]
macro_rules! enum_value {
    (typedef $of:ident, $name:ident) => {
        $crate::__btf_enum!("enum_value:typedef", $name, concat!(stringify!($of), "::", stringify!($name))) as i64
    };
    ($of:ident, $name:ident) => {
        $crate::__btf_enum!("enum_value", $name, concat!(stringify!($of), "::", stringify!($name))) as i64
    };
    (typedef $path:path) => { $crate::__btf_enum!("enum_value:typedef", $path) as i64 };
    ($path:path) => { $crate::__btf_enum!("enum_value", $path) as i64 };
}

/// Whether the kernel has the enumerator.
///
/// ```no_run
/// # #[repr(C)] pub enum bpf_func_id { BPF_FUNC_get_attach_cookie = 174 }
/// let has_cookies = btf::enum_value_exists!(bpf_func_id::BPF_FUNC_get_attach_cookie);
/// ```
#[macro_export]
macro_rules! enum_value_exists {
    (typedef $of:ident, $name:ident) => {
        $crate::__btf_enum!("enum_value_exists:typedef", $name, concat!(stringify!($of), "::", stringify!($name))) != 0
    };
    ($of:ident, $name:ident) => {
        $crate::__btf_enum!("enum_value_exists", $name, concat!(stringify!($of), "::", stringify!($name))) != 0
    };
    (typedef $path:path) => { $crate::__btf_enum!("enum_value_exists:typedef", $path) != 0 };
    ($path:path) => { $crate::__btf_enum!("enum_value_exists", $path) != 0 };
}

// Functions, variables and settings of the kernel.

/// The address of a function or variable that the kernel has, or the program does not load.
#[repr(transparent)]
pub struct Kernel<P>(P);

// SAFETY: it is an address.
unsafe impl<P> Sync for Kernel<P> {}

impl<P: Copy> Kernel<P> {
    #[doc(hidden)]
    pub const fn new(address: P) -> Self {
        Kernel(address)
    }

    #[inline(always)]
    pub fn get(&self) -> P {
        // SAFETY: it is initialised. rustc must not see what with: debug info tells more of this static.
        unsafe { core::ptr::read_volatile(&raw const self.0) }
    }
}

/// The address of a function or variable that the kernel may lack.
#[repr(transparent)]
pub struct Weak<P>(Option<P>);

// SAFETY: as above.
unsafe impl<P> Sync for Weak<P> {}

impl<P: Copy> Weak<P> {
    #[doc(hidden)]
    pub const fn new(address: P) -> Self {
        Weak(Some(address))
    }

    /// `None` where the kernel lacks it.
    #[inline(always)]
    pub fn get(&self) -> Option<P> {
        // SAFETY: as above.
        unsafe { core::ptr::read_volatile(&raw const self.0) }
    }
}

/// A setting of the kernel's configuration, or what else libbpf calls so.
#[repr(transparent)]
pub struct Setting<T: 'static>(*const T);

// SAFETY: as above.
unsafe impl<T> Sync for Setting<T> {}

impl<T: Copy> Setting<T> {
    #[doc(hidden)]
    pub const fn new(address: *const T) -> Self {
        Setting(address)
    }

    /// Its value; of a weak one that the kernel lacks, 0.
    #[inline(always)]
    pub fn get(&self) -> T {
        // SAFETY: loaders put the value there.
        unsafe { *core::ptr::read_volatile(&raw const self.0) }
    }
}

/// Declares functions of the kernel (kfuncs) and variables (ksyms): functions are called as any other,
/// of variables `get` gives the address. Behind the word `weak` stands what a kernel may lack: `get`
/// tells whether it is there.
///
/// ```no_run
/// # #[repr(C)] pub struct task_struct { tgid: i32 }
/// btf::ksyms! {
///     fn bpf_task_from_pid(pid: i32) -> *mut task_struct;
///     fn bpf_task_release(task: *mut task_struct);
///     weak fn bpf_task_from_vpid(vpid: i32) -> *mut task_struct;
///     static schedule: core::ffi::c_void;
/// }
///
/// unsafe fn find(pid: i32) -> *mut task_struct {
///     match bpf_task_from_vpid.get() {
///         Some(from_vpid) => from_vpid(pid),
///         None => bpf_task_from_pid(pid),
///     }
/// }
///
/// fn scheduler() -> *const core::ffi::c_void {
///     schedule.get()
/// }
/// ```
#[macro_export]
// The line of a call is that of the caller, not that of the declaration.
#[collapse_debuginfo(no)]
macro_rules! ksyms {
    () => {};
    ($(#[$meta:meta])* $vis:vis weak fn $name:ident($($arg:ident: $type:ty),* $(,)?) $(-> $result:ty)?; $($rest:tt)*) => {
        $(#[$meta])*
        #[allow(non_upper_case_globals)]
        #[unsafe(link_section = ".ksyms.weak")]
        $vis static $name: $crate::btf::Weak<unsafe extern "C" fn($($type),*) $(-> $result)?> = {
            unsafe extern "C" {
                fn $name($($arg: $type),*) $(-> $result)?;
            }
            $crate::btf::Weak::new($name)
        };
        $crate::ksyms! { $($rest)* }
    };
    ($(#[$meta:meta])* $vis:vis fn $name:ident($($arg:ident: $type:ty),* $(,)?) $(-> $result:ty)?; $($rest:tt)*) => {
        $(#[$meta])*
        #[inline(always)]
        #[allow(clippy::missing_safety_doc)]
        $vis unsafe fn $name($($arg: $type),*) $(-> $result)? {
            #[unsafe(link_section = ".ksyms")]
            static KERNEL: $crate::btf::Kernel<unsafe extern "C" fn($($type),*) $(-> $result)?> = {
                unsafe extern "C" {
                    fn $name($($arg: $type),*) $(-> $result)?;
                }
                $crate::btf::Kernel::new($name)
            };
            #[allow(unused_unsafe)]
            unsafe { (KERNEL.get())($($arg),*) }
        }
        $crate::ksyms! { $($rest)* }
    };
    ($(#[$meta:meta])* $vis:vis weak static $name:ident: $type:ty; $($rest:tt)*) => {
        $(#[$meta])*
        #[allow(non_upper_case_globals)]
        #[unsafe(link_section = ".ksyms.weak")]
        $vis static $name: $crate::btf::Weak<&'static $type> = {
            unsafe extern "C" {
                static $name: $type;
            }
            $crate::btf::Weak::new(unsafe { &$name })
        };
        $crate::ksyms! { $($rest)* }
    };
    ($(#[$meta:meta])* $vis:vis static $name:ident: $type:ty; $($rest:tt)*) => {
        $(#[$meta])*
        #[allow(non_upper_case_globals)]
        #[unsafe(link_section = ".ksyms")]
        $vis static $name: $crate::btf::Kernel<*const $type> = {
            unsafe extern "C" {
                static $name: $type;
            }
            $crate::btf::Kernel::new(&raw const $name)
        };
        $crate::ksyms! { $($rest)* }
    };
}

/// Declares settings of the kernel's configuration; `weak` ones are 0 where a kernel lacks them.
///
/// ```no_run
/// btf::kconfig! {
///     static LINUX_KERNEL_VERSION: u32;
///     weak static CONFIG_HZ: u32;
/// }
///
/// fn is_new() -> bool {
///     LINUX_KERNEL_VERSION.get() >> 16 >= 6 && CONFIG_HZ.get() > 0
/// }
/// ```
#[macro_export]
macro_rules! kconfig {
    () => {};
    ($(#[$meta:meta])* $vis:vis weak static $name:ident: $type:ty; $($rest:tt)*) => {
        $crate::__btf_setting! { ".kconfig.weak", $(#[$meta])* $vis $name: $type }
        $crate::kconfig! { $($rest)* }
    };
    ($(#[$meta:meta])* $vis:vis static $name:ident: $type:ty; $($rest:tt)*) => {
        $crate::__btf_setting! { ".kconfig", $(#[$meta])* $vis $name: $type }
        $crate::kconfig! { $($rest)* }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __btf_setting {
    ($section:literal, $(#[$meta:meta])* $vis:vis $name:ident: $type:ty) => {
        $(#[$meta])*
        #[allow(non_upper_case_globals)]
        #[unsafe(link_section = $section)]
        $vis static $name: $crate::btf::Setting<$type> = {
            unsafe extern "C" {
                static $name: $type;
            }
            $crate::btf::Setting::new(&raw const $name)
        };
    };
}

// Tables of functions for the kernel.

/// A static for section `.struct_ops` or `.struct_ops.link`: a structure of the kernel's (with the
/// members that are needed) whose functions are programs in sections `struct_ops/NAME`.
///
/// ```no_run
/// use btf::{program, StructOps};
///
/// #[repr(C)]
/// pub struct tcp_congestion_ops {
///     ssthresh: Option<unsafe extern "C" fn() -> u32>,
///     name: [u8; 16],
/// }
///
/// #[unsafe(no_mangle)]
/// #[unsafe(link_section = "struct_ops/ssthresh")]
/// extern "C" fn ssthresh(arguments: *const u64) -> u32 {
///     2
/// }
///
/// #[unsafe(no_mangle)]
/// #[unsafe(link_section = ".struct_ops.link")]
/// static RUSTY: StructOps<tcp_congestion_ops> =
///     StructOps(tcp_congestion_ops { ssthresh: program!(ssthresh), name: *b"rusty\0\0\0\0\0\0\0\0\0\0\0" });
/// ```
#[repr(transparent)]
pub struct StructOps<T>(pub T);

// SAFETY: the program only hands it to the kernel.
unsafe impl<T> Sync for StructOps<T> {}

/// A program as a member of a structure in [`StructOps`]: it takes a pointer to its arguments, whatever
/// the member's type says that it takes.
///
/// ```no_run
/// extern "C" fn init(arguments: *const u64) {}
///
/// const INIT: Option<unsafe extern "C" fn(*mut core::ffi::c_void)> = btf::program!(init);
/// ```
#[macro_export]
macro_rules! program {
    ($function:path) => {
        Some(unsafe { ::core::mem::transmute::<*const (), _>($function as *const ()) })
    };
}

/// Argument `number`, from 0, of a program whose context is a row of them (`struct_ops`, `tp_btf`,
/// `fentry`, `lsm`, `raw_tp`).
///
/// # Safety
///
/// The type has to be that of the argument, of at most eight bytes.
///
/// ```no_run
/// # #[repr(C)] pub struct sock { a: u32 }
/// unsafe extern "C" fn cong_avoid(arguments: *const u64) {
///     let sk: *const sock = btf::argument(arguments, 0);
///     let acked: u32 = btf::argument(arguments, 2);
/// }
/// ```
#[inline(always)]
pub unsafe fn argument<T: Copy>(arguments: *const u64, number: usize) -> T {
    // SAFETY: as above; numbers begin at their lowest byte on little-endian machines.
    unsafe {
        let place = arguments.add(number).cast::<u8>();
        let unused = if cfg!(target_endian = "big") { size_of::<u64>() - size_of::<T>() } else { 0 };
        *place.add(unused).cast::<T>()
    }
}

// Types with tags, and those that the kernel knows by their names.

macro_rules! tagged {
    ($(#[$meta:meta])* $name:ident, $tag:ident) => {
        $(#[$meta])*
        #[repr(C)]
        pub struct $name<T> {
            // The linker makes a pointer with a tag of it. The array has debug info tell all of T.
            $tag: *mut [T; 1],
        }

        impl<T> $name<T> {
            pub const NULL: Self = $name { $tag: core::ptr::null_mut() };

            /// What it points to, while the kernel lets the program look: between `bpf_rcu_read_lock` and
            /// `bpf_rcu_read_unlock`, or where nothing else changes it.
            #[inline(always)]
            pub fn get(&self) -> *mut T {
                // SAFETY: it is initialised. Others may write to it.
                unsafe { core::ptr::read_volatile(&raw const self.$tag).cast() }
            }
        }

        // SAFETY: the program only hands it to the kernel.
        unsafe impl<T> Sync for $name<T> {}
    };
}

tagged! {
    /// In a map's value: a pointer to an object of the kernel's, or of the program's own, that the map
    /// holds (`__kptr`).
    ///
    /// ```no_run
    /// # #[repr(C)] pub struct task_struct { tgid: i32 }
    /// #[repr(C)]
    /// struct Value {
    ///     task: btf::Kptr<task_struct>,
    /// }
    ///
    /// unsafe fn keep(value: &mut Value, task: *mut task_struct) -> *mut task_struct {
    ///     value.task.exchange(task)
    /// }
    /// ```
    Kptr, __btf_type_tag_kptr
}
tagged! {
    /// One that the map does not hold (`__kptr_untrusted`).
    KptrUntrusted, __btf_type_tag_kptr_untrusted
}
tagged! {
    /// One to an object that is there for each CPU (`__percpu_kptr`).
    PercpuKptr, __btf_type_tag_percpu_kptr
}
tagged! {
    /// In a value of task storage: a pointer to memory of the process (`__uptr`).
    Uptr, __btf_type_tag_uptr
}

const KPTR_XCHG: usize = 194;

#[inline(always)]
unsafe fn exchange<T>(place: *mut c_void, object: *mut T) -> *mut T {
    // SAFETY: the number of a helper with these arguments.
    unsafe { transmute::<usize, unsafe extern "C" fn(*mut c_void, *mut T) -> *mut T>(KPTR_XCHG)(place, object) }
}

impl<T> Kptr<T> {
    /// Puts an object there, or null, and returns what was there (`bpf_kptr_xchg`).
    ///
    /// # Safety
    ///
    /// The place has to be in a map's value. What is returned has to be released if it is not null.
    #[inline(always)]
    pub unsafe fn exchange(&mut self, object: *mut T) -> *mut T {
        unsafe { exchange((&raw mut *self).cast(), object) }
    }
}

impl<T> PercpuKptr<T> {
    /// As [`Kptr::exchange`].
    ///
    /// # Safety
    ///
    /// As there.
    #[inline(always)]
    pub unsafe fn exchange(&mut self, object: *mut T) -> *mut T {
        unsafe { exchange((&raw mut *self).cast(), object) }
    }
}

impl<T> KptrUntrusted<T> {
    /// Puts an address there, or null.
    ///
    /// # Safety
    ///
    /// The place has to be in a map's value.
    ///
    /// ```no_run
    /// # #[repr(C)] pub struct task_struct { tgid: i32 }
    /// #[repr(C)]
    /// struct Value {
    ///     last: btf::KptrUntrusted<task_struct>,
    /// }
    ///
    /// unsafe fn note(value: &mut Value, task: *mut task_struct) -> i32 {
    ///     value.last.set(task);
    ///     btf::read!(value.last.get(), tgid)
    /// }
    /// ```
    #[inline(always)]
    pub unsafe fn set(&mut self, object: *mut T) {
        // SAFETY: as above. Others may read it.
        unsafe { core::ptr::write_volatile((&raw mut self.__btf_type_tag_kptr_untrusted).cast(), object) }
    }
}

macro_rules! opaque {
    ($($(#[$meta:meta])* $name:ident: [$word:ty; $count:literal];)*) => {$(
        $(#[$meta])*
        #[allow(non_camel_case_types)]
        #[repr(C)]
        pub struct $name {
            opaque: [$word; $count],
        }

        impl $name {
            pub const ZERO: Self = $name { opaque: [0; $count] };
        }
    )*};
}

opaque! {
    /// In a value: a lock for `bpf_spin_lock` and `bpf_spin_unlock`.
    bpf_spin_lock: [u32; 1];
    /// In a value: a lock for `bpf_res_spin_lock` and `bpf_res_spin_unlock`.
    bpf_res_spin_lock: [u32; 1];
    /// In a value: a timer, for `bpf_timer_init` and its like.
    bpf_timer: [u64; 2];
    /// In a value: work for later, for `bpf_wq_init` and its like.
    bpf_wq: [u64; 2];
    /// In an object: how many own it.
    bpf_refcount: [u32; 1];
    /// The head of a list of objects, where [`contains!`](crate::contains) says of which.
    bpf_list_head: [u64; 2];
    /// In an object: its place in a list.
    bpf_list_node: [u64; 3];
    /// The root of a tree of objects, where [`contains!`](crate::contains) says of which.
    bpf_rb_root: [u64; 2];
    /// In an object: its place in a tree.
    bpf_rb_node: [u64; 4];
    /// On the stack: memory of which the kernel knows how much there is.
    bpf_dynptr: [u64; 2];
    /// On the stack: a loop's counter, for `bpf_iter_num_new` and its like.
    bpf_iter_num: [u64; 1];
}

/// A list or tree and the objects in it, by the member that is their place in it (`__contains`). `head`
/// gives it to functions of the kernel.
///
/// ```no_run
/// use btf::{bpf_list_head, bpf_list_node, bpf_spin_lock};
///
/// #[repr(C)]
/// pub struct Job {
///     link: bpf_list_node,
///     number: u64,
/// }
///
/// btf::contains! { pub struct Jobs: bpf_list_head = Job.link; }
///
/// #[repr(C)]
/// struct Value {
///     lock: bpf_spin_lock,
///     jobs: Jobs,
/// }
///
/// fn jobs(value: &mut Value) -> *mut bpf_list_head {
///     value.jobs.head()
/// }
/// ```
#[macro_export]
macro_rules! contains {
    ($($(#[$meta:meta])* $vis:vis struct $name:ident: $head:ident = $object:ident.$link:ident;)*) => {$(
        $(#[$meta])*
        #[repr(C)]
        $vis struct $name {
            // The linker tags it.
            __btf_contains: $head,
            $link: [$object; 0],
        }

        impl $name {
            #[inline(always)]
            #[allow(dead_code)]
            $vis fn head(&mut self) -> *mut $head {
                let _ = |object: &$object| {
                    let _ = &raw const object.$link;
                };
                &raw mut self.__btf_contains
            }
        }
    )*};
}

unsafe extern "C" {
    fn __bpf_shim_arena(address: *mut c_void) -> *mut c_void;
}

/// What an address in an arena is good for here: to read and to write. Such an address is what
/// `bpf_arena_alloc_pages` returns, and what user space and the program put into the arena.
///
/// # Safety
///
/// The address has to be in the arena that the program uses.
///
/// ```no_run
/// #[repr(C)]
/// pub struct Node {
///     next: *mut Node,
///     number: u64,
/// }
///
/// unsafe fn second(first: *mut Node) -> u64 {
///     let first = btf::in_arena(first);
///     (*btf::in_arena((*first).next)).number
/// }
/// ```
#[inline(always)]
pub unsafe fn in_arena<T>(address: *mut T) -> *mut T {
    // SAFETY: bpf-shim puts a cast in its place.
    unsafe { __bpf_shim_arena(address.cast()).cast() }
}
