// SPDX-License-Identifier: MIT OR Apache-2.0
//! Has make build the C program as an archive, and links that.
use std::env;
use std::process::Command;

/// What the C program is linked with, as in the Makefile. Not each system has libiberty as a shared library.
const LIBRARIES: [&str; 4] = ["dylib=elf", "dylib=bsd", "static=iberty", "dylib=dl"];

fn variable(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| panic!("cargo sets {name}"))
}

fn main() {
    let build = variable("OUT_DIR");
    let archive = format!("{build}/libbpf_shim.a");
    // A build script installs nothing: it says what is missing.
    let done = Command::new("make")
        .args(["-s", "-j", &variable("NUM_JOBS"), &format!("BUILD={build}"), &format!("PROBED={build}/libraries.mk")])
        .args(["DEPENDENCIES=./install.sh --deps build --dry-run >&2; false", &archive])
        .env_remove("MAKEFLAGS")
        .status()
        .expect("bpf-shim is built by make, and there is none");
    assert!(done.success(), "make failed: './install.sh --deps build' installs what it needs");

    println!("cargo::rustc-link-search=native={build}");
    println!("cargo::rustc-link-lib=static:+whole-archive=bpf_shim");
    if let Some(place) = libiberty() {
        println!("cargo::rustc-link-search=native={place}");
    }
    for library in LIBRARIES {
        println!("cargo::rustc-link-lib={library}");
    }
    for path in ["shim", "Makefile"] {
        println!("cargo::rerun-if-changed={path}");
    }
}

/// The directory of libiberty.a, which rustc itself looks for: the compiler knows it.
fn libiberty() -> Option<String> {
    let done = Command::new("cc").arg("-print-file-name=libiberty.a").output().ok()?;
    let path = String::from_utf8(done.stdout).ok()?;
    let (place, _) = path.trim().rsplit_once('/')?;
    Some(place.to_string())
}
