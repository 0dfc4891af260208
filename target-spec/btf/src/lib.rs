// SPDX-License-Identifier: MIT OR Apache-2.0
#![no_std]
#![doc = include_str!("../README.md")]

pub mod btf;
pub use btf::{argument, in_arena, Kernel, Setting, StructOps, Weak};
pub use btf::{bpf_dynptr, bpf_iter_num, bpf_list_head, bpf_list_node, bpf_rb_node, bpf_rb_root, bpf_refcount};
pub use btf::{bpf_res_spin_lock, bpf_spin_lock, bpf_timer, bpf_wq, Kptr, KptrUntrusted, PercpuKptr, Uptr};
