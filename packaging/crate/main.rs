// SPDX-License-Identifier: MIT OR Apache-2.0
// The program is shim/main.c; build.rs has its objects made, and 'main' is theirs.
#![no_main]
