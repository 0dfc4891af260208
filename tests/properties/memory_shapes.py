# SPDX-License-Identifier: MIT OR Apache-2.0
"""Random programs of the shapes of addresses and values in memory that single changes look for; see shapes.py, which lists them."""
from loop_shapes import load, store


# ---- prepare/relative_tables.c ----

def relative_table(choice):
    """A table of distances from itself, as a switch or an array of strings has it, with places inside of variables."""
    texts = [bytes(choice.randrange(1, 256) for _ in range(choice.randrange(4, 12))) for _ in range(choice.randrange(2, 5))]
    places = [choice.randrange(len(texts)) for _ in range(choice.choice((2, 3, 4, 5, 8)))]
    offsets = [choice.choice((0, 0, choice.randrange(len(texts[place]) - 3))) for place in places]
    width = choice.choice((64, 64, 32))
    elements = ", ".join(
        f"i32 trunc (i64 sub (i64 ptrtoint (ptr getelementptr (i8, ptr @text{place}$, i64 {offset}) to i64), "
        f"i64 ptrtoint (ptr @table$ to i64)) to i32)" for place, offset in zip(places, offsets))
    lines = [f"@table$ = internal unnamed_addr constant [{len(places)} x i32] [{elements}], align 4"]
    lines += [f'@text{i}$ = internal constant [{len(text)} x i8] c"{"".join(f"{chr(92)}{byte:02x}" for byte in text)}"'
              for i, text in enumerate(texts)]
    lines += [f"declare ptr @llvm.load.relative.i{width}(ptr, i{width})", "", *load("byte", 0, 8), f"%element = urem i8 %byte, {len(places)}",
              f"%wide = zext i8 %element to i{width}",
              choice.choice((f"%offset = shl i{width} %wide, 2", f"%offset = mul i{width} %wide, 4")),
              f"%text = call ptr @llvm.load.relative.i{width}(ptr @table$, i{width} %offset)"]
    if choice.random() < 0.5:
        known = choice.randrange(len(places))
        lines += [f"%known = call ptr @llvm.load.relative.i{width}(ptr @table$, i{width} {4 * known})", "%same = icmp eq ptr %known, %text",
                  "%flag = zext i1 %same to i8", *store("flag", 52, 8), "%read = load i8, ptr %known, align 1", *store("read", 53, 8)]
    return [*lines, "%more = getelementptr i8, ptr %text, i64 1", "%first = load i8, ptr %text, align 1", "%second = load i16, ptr %more, align 1",
            *store("first", 48, 8), *store("second", 49, 16)]


# ---- prepare/ub_checks.c ----

READS = [
    "u64::from(unsafe {{ *d.as_ptr().add(usize::from(d[{i}] & 63)) }})",
    "u64::from(unsafe {{ d.as_ptr().add({j}).cast::<u32>().read_unaligned() }})",
    "u64::from(unsafe {{ *words.as_ptr().add(usize::from(d[{i}] & 7)) }})",
    "unsafe {{ core::slice::from_raw_parts(d.as_ptr().add({j}), usize::from(d[{i}] & 15)) }}.iter().map(|&b| u64::from(b)).sum::<u64>()",
    "u64::from(unsafe {{ *d.get_unchecked(usize::from(d[{i}] & 31)) }})",
    "unsafe {{ let mut copy = [0u8; 8]; core::ptr::copy_nonoverlapping(d.as_ptr().add({j}), copy.as_mut_ptr(), 8); u64::from_le_bytes(copy) }}",
    "u64::from(unsafe {{ *core::ptr::NonNull::new_unchecked(d.as_ptr().add({j}).cast_mut()).as_ptr() }})",
    "u64::from(unsafe {{ (d[{i}] & 127).unchecked_add(100) }})",
    "unsafe {{ core::ptr::swap(&mut words[1], &mut words[2]); u64::from(words[1]) }}",
    "unsafe {{ let at = &raw mut words[{k}]; at.write(at.read() ^ 77); u64::from(at.replace(5)) }}",
    "unsafe {{ words.as_ptr().add(5).offset_from(words.as_ptr().add({k})) as u64 }}",
]
# Which may panic.
CHECKED = [
    "u64::from(d[usize::from(d[{i}] >> 1)])",
    "u64::from(words[usize::from(d[{i}] & 15).min(8)])",
    "u64::from(Some(d[{i}]).filter(|&b| b < 200).unwrap())",
    'u64::from(d.get(usize::from(d[{i}])).copied().expect("a pointer to no byte"))',
    "u64::from(200u8 + d[{i}] / 4)",
    'if d[{i}] > 230 {{ panic!("ptr::read of mine: unsafe precondition") }} else {{ 3 }}',
    "u64::from(1000 / (u32::from(d[{i}]) & 7))",
    '{{ assert!(d[{i}] != 255, "no null pointer dereference occurred"); 1 }}',
    "u64::from(d[{j}..][..usize::from(d[{i}] & 63)].first().copied().unwrap_or(1))",
]


def pointer_checks(choice):
    """What a debug build checks of pointers goes; what else may panic stays."""
    parts = [choice.choice(READS) for _ in range(4)] + [choice.choice(CHECKED) for _ in range(2)]
    choice.shuffle(parts)
    text = "\n    ".join(f"sum = sum.rotate_left(7) ^ ({part.format(i=choice.randrange(64), j=choice.randrange(40), k=choice.randrange(8))});" for part in parts)
    return f"""
pub fn body(d: &[u8; 64]) -> u64 {{
    let mut words: [u32; 8] = core::array::from_fn(|i| u32::from(d[i + 3]) << i);
    let mut sum = u64::from(words[0]);
    words[7] ^= 9;
    {text}
    sum
}}"""


# ---- lower/aligned_addresses.c ----

def aligned_address(choice):
    """An address on the stack with bits masked out. What the variable's alignment does not say is only compared."""
    alignment = choice.choice((1, 2, 4, 8, 8, 16))
    more = choice.choice((0, choice.randrange(-20, 20), 7, 3, 1))
    mask = choice.choice((1, 3, 7, 5, 6, 15, -2, -4, -8, -16, -3, -6, -7))
    known = alignment if mask < 0 or mask < alignment else 0
    if mask < 0 and (-mask & mask) > alignment:
        known = 0
    if mask < 0 and mask | (alignment - 1) != -1:
        known = 0
    lines = [f"%bytes = alloca [32 x i8], align {alignment}", "", *load("index", 0, 8), "%small = and i8 %index, 15", "%wide = zext i8 %small to i64",
             f"%place = getelementptr i8, ptr %bytes, i64 {choice.choice(('%wide', '%wide', '5'))}", "%from = ptrtoint ptr %bytes to i64"]
    place = "%place"
    if choice.random() < 0.3:
        lines.append(f"%behind = getelementptr i8, ptr %place, i64 {choice.randrange(9)}")
        place = "%behind"
    lines += ["%salt = load volatile i8, ptr %packet, align 1", "store volatile i8 %salt, ptr %place, align 1", f"%address = ptrtoint ptr {place} to i64"]
    lines.append(f"%more = add i64 %address, {more}")
    lines.append(f"%masked = and i64 {'%more' if more else '%address'}, {mask}")
    if known and mask < 0:
        lines.append("%result = sub i64 %masked, %from")
    elif known:
        lines.append("%result = add i64 %masked, 1")
    elif mask < 0:
        lines += [f"%rest = sub i64 {'%more' if more else '%address'}, %masked", "%fits = icmp ult i64 %rest, 16", "%result = zext i1 %fits to i64"]
    else:
        lines += ["%fits = icmp ule i64 %masked, 15", "%result = zext i1 %fits to i64"]
    return [*lines, *store("result", 48, 64)]


# ---- spill/remat.c, narrow_spills.c ----

def written_between(choice, lines):
    """One or more bytes of the packet change: what was read before is not what is there now."""
    for i in range(choice.randrange(1, 4)):
        lines += [f"%hash{i} = lshr i64 %h, {choice.randrange(20)}", f"%written{i} = trunc i64 %hash{i} to i8"]
        if choice.random() < 0.4:
            lines += [f"%low{i} = and i64 %hash{i}, 31", f"%at{i} = getelementptr i8, ptr %packet, i64 %low{i}", f"store i8 %written{i}, ptr %at{i}, align 1"]
        else:
            lines += store(f"written{i}", choice.randrange(48), 8)


def fold(lines, order, name, before, values):
    """A hash of the values in this order, in 'name'."""
    for step, i in enumerate(order):
        lines += [f"%{name}.m{step} = mul i64 %{before}, 31", f"%{name}.{step} = xor i64 %{name}.m{step}, %{values[i]}"]
        before = f"{name}.{step}"
    lines.append(f"%{name} = add i64 %{before}, {len(order)}")


def loaded_twice(choice):
    """More bytes of a packet than there is room for, used in two orders. Between these some are written to."""
    lines, values = [""], []
    for at in range(choice.randrange(60, 64)):
        lines += [*load(f"b{at}", at, 8), f"%v{at} = zext i8 %b{at} to i64"]
        values.append(f"v{at}")
    for i in range(choice.randrange(12, 20)):
        width = choice.choice((16, 32))
        lines += [*load(f"w{i}", choice.randrange(60), width), f"%u{i} = zext i{width} %w{i} to i64"]
        values.append(f"u{i}")
    fold(lines, range(len(values)), "h", "v0", values)
    if choice.random() < 0.5:
        written_between(choice, lines)
    order = list(range(len(values)))
    choice.shuffle(order)
    fold(lines, order, "again", "h", values)
    return [*lines, *store("again", 48, 64)]


def kept_for_later(choice):
    """More small numbers than there is room for, none of which can be read again."""
    lines, values = [""], []
    for at in range(56):
        lines += [*load(f"b{at}", at, 8), f"%z{at} = zext i8 %b{at} to i64"]
    for i in range(choice.randrange(66, 80)):
        limit = choice.choice((0xff, 0xff, 0xffff, 0xffffffff, 0x7f, 0x1ff))
        lines += [f"%p{i} = mul i64 %z{i % 56}, {choice.randrange(3, 1 << 20) | 1}", f"%q{i} = xor i64 %p{i}, %z{(i * 7 + 3) % 56}",
                  f"%s{i} = mul i64 %q{i}, %p{i}"]
        if choice.random() < 0.2:
            lines += [f"%t{i} = trunc i64 %s{i} to i8", f"%v{i} = sext i8 %t{i} to i64"]
        else:
            lines.append(f"%v{i} = and i64 %s{i}, {limit}")
        values.append(f"v{i}")
    fold(lines, range(len(values)), "h", "z0", values)
    if choice.random() < 0.7:
        written_between(choice, lines)
    order = list(range(len(values)))
    choice.shuffle(order)
    fold(lines, order, "again", "h", values)
    return [*lines, *store("again", 48, 64)]
