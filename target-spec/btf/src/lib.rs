// SPDX-License-Identifier: MIT OR Apache-2.0
#![no_std]
#![doc = include_str!("../README.md")]

pub mod btf;
pub use btf::{argument, Kernel, Setting, StructOps, Weak};
