#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Types that nobody wrote, and accesses of them, in Rust and in C: random_types.py SEED writes SEED.rs and SEED.c. Structures
and unions hold numbers, pointers in all of Rust's forms, arrays of up to three dimensions, and each other by value, some of
them wrapped; both ask, clang and bpf-shim, for the same relocations."""
import pathlib
import random
import sys

NUMBERS = {"u8": "unsigned char", "i8": "signed char", "u16": "unsigned short", "i16": "short", "u32": "unsigned int",
           "i32": "int", "u64": "unsigned long long", "i64": "long long", "usize": "unsigned long", "isize": "long",
           "bool": "_Bool"}
POINTERS = ["*const %s", "*mut %s", "Option<&'static %s>", "core::ptr::NonNull<%s>", "Option<core::ptr::NonNull<%s>>"]
ACCESSES = 25
RUST = """#![no_std]
#![no_main]
#![allow(non_camel_case_types, dead_code, dangerous_implicit_autorefs)]

%s
#[unsafe(no_mangle)]
#[unsafe(link_section = "raw_tp/sys_enter")]
extern "C" fn prog(at: *const u64) -> u64 {
    let mut total = 0u64;
%s
    total
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[unsafe(no_mangle)]
#[unsafe(link_section = "license")]
static LICENSE: [u8; 4] = *b"GPL\\0";
"""
C = """#define SEC(name) __attribute__((section(name), used))
#define RELOCATED __attribute__((preserve_access_index))
#define INFO(T, path, n) __builtin_preserve_field_info(((T *)0)->path, n)
typedef unsigned long long u64;

%s
SEC("raw_tp/sys_enter") u64 prog(u64 *at)
{
	u64 total = 0;
%s
	return total;
}

char LICENSE[] SEC("license") = "GPL";
"""


class Record:
    def __init__(self, name, kind, fields):
        self.name, self.kind, self.fields = name, kind, fields


class Number(str):
    pass


class Pointer:
    def __init__(self, to, form):
        self.to, self.form = to, form


class Function:
    pass


class Wrapped:
    def __init__(self, of):
        self.of = of


class Array:
    def __init__(self, of, length):
        self.of, self.length = of, length


def rust(type_):
    if isinstance(type_, Number):
        return type_
    if isinstance(type_, Pointer):
        return type_.form % type_.to.name
    if isinstance(type_, Function):
        return 'Option<unsafe extern "C" fn()>'
    if isinstance(type_, Wrapped):
        return f"core::mem::ManuallyDrop<{rust(type_.of)}>"
    if isinstance(type_, Array):
        return f"[{rust(type_.of)}; {type_.length}]"
    return type_.name


def declare(type_, name):
    if isinstance(type_, Number):
        return f"{NUMBERS[type_]} {name}"
    if isinstance(type_, Pointer):
        return f"{type_.to.kind} {type_.to.name} *{name}"
    if isinstance(type_, Array):
        return declare(type_.of, f"{name}[{type_.length}]")
    if isinstance(type_, Function):
        return f"void (*{name})(void)"
    if isinstance(type_, Wrapped):
        return declare(type_.of, name)
    return f"{type_.kind} {type_.name} {name}"


def pick(dice, records, depth=0):
    throw = dice.random()
    if throw < 0.45 or not records:
        return Number(dice.choice(list(NUMBERS)))
    if throw < 0.6:
        return Pointer(dice.choice(records), dice.choice(POINTERS)) if throw < 0.57 else Function()
    if throw < 0.8 and depth < 3:
        return Array(pick(dice, records, depth + 1), dice.randint(1, 5))
    return dice.choice(records)


def make_records(dice):
    records = []
    for number in range(dice.randint(3, 7)):
        # 'type' is a word of Rust.
        names = [f"f{at}" for at in range(dice.randint(1, 6))] + dice.choice([["type"], []])
        fields = [(name, pick(dice, records)) for name in names]
        kind = dice.choice(["struct", "struct", "union"])
        if kind == "struct":
            fields = [(name, Wrapped(type_) if isinstance(type_, Record) and dice.random() < 0.3 else type_)
                      for name, type_ in fields]
        records.append(Record(f"t{number}", kind, fields))
    return records


def walk(dice, record):
    """A path to something inside, in both languages, and the type there."""
    in_rust, in_c = [], []
    while True:
        name, type_ = dice.choice(record.fields)
        indices = ""
        while isinstance(type_, Array) and dice.random() < 0.8:
            indices += f"[{dice.randrange(type_.length)}]"
            type_ = type_.of
        if isinstance(type_, Wrapped):
            type_ = type_.of
        in_rust.append(("r#type" if name == "type" else name) + indices)
        in_c.append(name + indices)
        if not isinstance(type_, Record) or dice.random() < 0.2:
            return ".".join(in_rust), ".".join(in_c), type_
        record = type_


def access(dice, record):
    """What one access adds to the total, in both languages."""
    in_rust, in_c, type_ = walk(dice, record)
    root, name = f"{record.kind} {record.name}", record.name
    kinds = ["offset", "exists", "size", "address"]
    # Elements of arrays have no others for loaders.
    if isinstance(type_, Number) and not in_rust.endswith("]"):
        kinds += ["signed", "shift"]
    exists = f"INFO({root}, {in_c}, 2)"
    return {
        "offset": (f"btf::field_byte_offset!({name}, {in_rust}).unwrap_or(0) as u64",
                   f"{exists} ? INFO({root}, {in_c}, 0) : 0"),
        "exists": (f"btf::field_exists!({name}, {in_rust}) as u64", exists),
        "size": (f"btf::field_byte_size!({name}, {in_rust}).unwrap_or(0) as u64",
                 f"{exists} ? INFO({root}, {in_c}, 1) : 0"),
        "address": (f"unsafe {{ btf::addr!(at as *const {name}, {in_rust}) }} as u64",
                    f"(u64)__builtin_preserve_access_index(&(({root} *)at)->{in_c})"),
        "signed": (f"btf::field_signed!({name}, {in_rust}) as u64", f"INFO({root}, {in_c}, 3)"),
        "shift": (f"(btf::field_lshift_u64!({name}, {in_rust}) as u64) << 8 | btf::field_rshift_u64!({name}, {in_rust}) as u64",
                  f"(u64)INFO({root}, {in_c}, 4) << 8 | INFO({root}, {in_c}, 5)"),
    }[dice.choice(kinds)]


def main():
    seed = sys.argv[1]
    dice = random.Random(int(seed))
    records = make_records(dice)
    added = [access(dice, dice.choice(records)) for _ in range(ACCESSES)]
    in_rust = in_c = ""
    for record in records:
        fields = [("r#type" if name == "type" else name, type_) for name, type_ in record.fields]
        in_rust += (f"#[repr(C)]\n#[derive(Clone, Copy)]\npub {record.kind} {record.name} {{\n"
                    + "".join(f"    {name}: {rust(type_)},\n" for name, type_ in fields) + "}\n")
        in_c += (f"{record.kind} {record.name} {{\n"
                 + "".join(f"\t{declare(type_, name)};\n" for name, type_ in record.fields) + "} RELOCATED;\n")
    # No two of them cancel each other.
    lines = [f"    total = total.wrapping_mul(31) ^ ({one});" for one, _ in added]
    pathlib.Path(f"{seed}.rs").write_text(RUST % (in_rust, "\n".join(lines)), encoding="utf-8")
    lines = [f"\ttotal = total * 31 ^ ({one});" for _, one in added]
    pathlib.Path(f"{seed}.c").write_text(C % (in_c, "\n".join(lines)), encoding="utf-8")


if __name__ == "__main__":
    main()
