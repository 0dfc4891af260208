# SPDX-License-Identifier: MIT OR Apache-2.0
"""Random programs of the shapes of loops, branches and phis that single changes look for; see shapes.py, which lists them."""


def load(name, at, width):
    return [f"%{name}.at = getelementptr i8, ptr %packet, i64 {at}", f"%{name} = load i{width}, ptr %{name}.at, align 1"]


def store(name, at, width):
    return [f"%{name}.to = getelementptr i8, ptr %packet, i64 {at}", f"store i{width} %{name}, ptr %{name}.to, align 1"]


# ---- lower/folded_sums.c ----

def folded_sum(choice):
    """A checksum's end. Somebody may see the rounds: count them, sum them up, keep the last sum or store each."""
    width = choice.choice((16, 32, 32, 64))
    bits = choice.choice((width // 2, width // 2, width // 4, choice.randrange(2, width)))
    kind = choice.choice(("nobody", "nobody", "counts", "sums", "last", "stores", "inverts"))
    lines = ["", *load("first", choice.randrange(32), width)]
    if choice.random() < 0.3:
        lines += [f"%begin = and i{width} %first, {choice.choice((255, 4095, 32767))}"]
    else:
        lines += [f"%begin = xor i{width} %first, {choice.randrange(3)}"]
    own_phi = choice.random() < 0.6
    lines += [f"%part.begin = lshr i{width} %begin, {bits}", "br label %loop", "loop:",
              f"%sum = phi i{width} [ %begin, %entry ], [ %next, %loop ]"]
    if own_phi:
        lines.append(f"%part = phi i{width} [ %part.begin, %entry ], [ %carried, %loop ]")
    if kind in ("counts", "sums"):
        lines.append(f"%seen = phi i{width} [ 0, %entry ], [ %more, %loop ]")
    lines.append(f"%kept = and i{width} %sum, {(1 << bits) - 1}")
    if not own_phi:
        lines.append(f"%part = lshr i{width} %sum, {bits}")
    lines += [f"%next = add i{width} %kept, %part", f"%carried = lshr i{width} %next, {bits}"]
    if kind in ("counts", "sums"):
        lines.append(f"%more = add i{width} %seen, {'1' if kind == 'counts' else '%next'}")
    if kind == "stores":
        lines += [*load("old", 56, width), f"%new = add i{width} %old, %next", *store("new", 56, width)]
    if kind == "inverts":
        lines += [f"%inverted = xor i{width} %next, -1"]
    shown = {"counts": "more", "sums": "more", "last": "sum", "inverts": "inverted"}.get(kind, "next")
    lines += [f"%done = icmp eq i{width} %carried, 0", "br i1 %done, label %behind, label %loop", "behind:",
              f"%result = add i{width} %{shown}, %next", *store("result", 48, width)]
    return lines


# ---- loops/merge_latches.c ----

def two_ways_back(choice):
    """A loop as LLVM splits it: rounds that change no sum go round an inner loop. Some have one more variable that
    only the outer one changes, more than one way to the inner one, or a counter that is not shared."""
    rounds, step = choice.randrange(3, 15), choice.choice((1, 1, 1, 2))
    last = rounds * step - step
    mask, kind = choice.choice((1, 2, 3)), choice.randrange(4)
    shared, third, skips = choice.random() < 0.85, choice.random() < 0.5, choice.random() < 0.6
    lines = ["", *load("begin", choice.randrange(30), 32), "br label %outer", "outer:",
             "%i.outer = phi i64 [ 0, %entry ], [ %i.next, %add ]",
             "%sum = phi i32 [ %begin, %entry ], [ %sum.next, %add ]"]
    if third:
        lines.append("%times = phi i32 [ 0, %entry ], [ %times.next, %add ]")
    if skips:
        lines.append("%skips.outer = phi i32 [ 5, %entry ], [ %skips.kept, %add ]")
    ways = {0: ["skip"], 1: ["skip", "skip"], 2: ["skip", "other"], 3: ["skip"]}[kind]
    lines += ["br label %inner", "inner:",
              f"%i = phi i64 [ %i.outer, %outer ], {', '.join(f'[ %i.next, %{way} ]' for way in ways)}",
              *([f"%skips = phi i32 [ %skips.outer, %outer ], {', '.join(f'[ %skips.next, %{way} ]' for way in ways)}"] if skips else []),
              f"%i.next = add nuw nsw i64 %i, {step}", "%at = getelementptr i8, ptr %packet, i64 %i",
              "%byte = load volatile i8, ptr %at, align 1", f"%masked = and i8 %byte, {mask}",
              f"%zero = icmp eq i8 %masked, {choice.choice((0, mask))}", "br i1 %zero, label %skip.check, label %more",
              "skip.check:", *(["%skips.5 = mul i32 %skips, 5", "%skips.next = add i32 %skips.5, 1"] if skips else []), f"%last.skip = icmp uge i64 %i, {last}", "br i1 %last.skip, label %done, label %skip", "skip:"]
    if kind == 0 or kind == 3:
        lines.append("br label %inner")
    elif kind == 1:
        lines += ["switch i8 %byte, label %add.late [ i8 0, label %inner", "i8 2, label %inner ]",
                  "add.late:", "br label %more"]
    else:
        lines += ["%odd = trunc i8 %byte to i1", "br i1 %odd, label %other, label %inner", "other:", "br label %inner"]
    lines += ["more:"]
    lines += ["%i32 = trunc i64 %i to i32", f"%scaled = mul i32 %sum, {choice.choice((1, 3, 31))}",
              "%sum.next = add i32 %scaled, %i32"]
    if third:
        lines.append(f"%times.next = add i32 %times, {choice.randrange(1, 9)}")
    if skips and kind == 1:
        lines.insert(lines.index("more:") + 1, "%skips.seen = phi i32 [ %skips, %inner ], [ %skips.next, %add.late ]")
    seen = "%skips.seen" if skips and kind == 1 else "%skips"
    if skips:
        lines.append(f"%skips.kept = xor i32 {seen}, {choice.choice((0, 0, 9))}")
    lines += ["br label %add", "add:", f"%last.add = icmp uge i64 %i, {last}",
              "br i1 %last.add, label %done, label %outer", "done:",
              "%result = phi i32 [ %sum, %skip.check ], [ %sum.next, %add ]", *store("result", 48, 32)]
    if skips:
        lines.insert(lines.index("done:") + 1, "%all.skips = phi i32 [ %skips.next, %skip.check ], [ %skips.kept, %add ]")
        lines += store("all.skips", 56, 32)
    if third:
        lines += ["%count = phi i32 [ %times, %skip.check ], [ %times.next, %add ]"]
        lines.insert(lines.index("%result = phi i32 [ %sum, %skip.check ], [ %sum.next, %add ]"), lines.pop())
        lines += store("count", 52, 32)
    if not shared:
        lines = [line.replace("[ %i.next, %add ]", "[ %i.far, %add ]") for line in lines]
        lines.insert(lines.index("add:") + 1, "%i.far = add i64 %i.next, %salt")
        lines[1:1] = ["%salt.8 = load volatile i8, ptr %packet, align 1", "%salt.1 = lshr i8 %salt.8, 7", "%salt = zext i8 %salt.1 to i64"]
    return lines


# ---- loops/unpack_phis.c ----

def packed_phi(choice):
    """A number and its kind in one register, on ways that meet. Somebody may take all of it."""
    shift = choice.choice((32, 32, 16, 8, 40))
    count = choice.randrange(2, 6)
    lines = ["", *load("kind", 0, 8), *load("word", 4, 32), *load("other", choice.randrange(8, 40), 32),
             "%wide = zext i32 %word to i64", "%low.word = zext i32 %other to i64", f"%small = and i64 %low.word, {(1 << min(shift, 32)) - 1}",
             f"switch i8 %kind, label %way0 [ {' '.join(f'i8 {i}, label %way{i % count}' for i in range(1, count * 2))} ]"]
    ways = []
    for i in range(count):
        form = choice.choice(("packed", "packed", "constant", "choice", "plain"))
        lines += [f"way{i}:", f"%salt{i} = load volatile i8, ptr %kind.at, align 1"]
        if form == "constant" and i:
            ways.append(str((choice.randrange(100) << shift) + choice.randrange(200)))
        elif form == "choice" and i:
            lines += [f"%odd{i} = trunc i32 %word to i1",
                      f"%chosen{i} = select i1 %odd{i}, i64 {choice.randrange(9) << shift | 4}, i64 {choice.randrange(300)}"]
            ways.append(f"%chosen{i}")
        elif form == "plain" and choice.random() < 0.2:
            ways.append("%low.word")
        else:
            lines += [f"%up{i} = shl i64 %wide, {shift}",
                      f"%both{i} = or i64 %up{i}, {choice.choice(('%small', str(choice.randrange(1 << min(shift, 20)))))}"]
            ways.append(f"%both{i}")
        lines.append("br label %meet")
    lines += ["meet:", f"%all = phi i64 {', '.join(f'[ {value}, %way{i} ]' for i, value in enumerate(ways))}",
              f"%upper = lshr i64 %all, {shift}", "%number = trunc i64 %upper to i32",
              f"%code = and i64 %all, {(1 << choice.choice((shift, shift, 3))) - 1}", "%code32 = trunc i64 %code to i32",
              "%first = trunc i64 %all to i16", "%wider = zext i16 %first to i32",
              "%mixed = xor i32 %code32, %wider",
              "%flag = icmp eq i32 %code32, 4", "%result = select i1 %flag, i32 %number, i32 3", *store("result", 48, 32), *store("mixed", 52, 32)]
    if choice.random() < 0.2:
        lines += store("all", 56, 64)
    return lines


# ---- verifier/flat.c ----

CONDITIONS = ["b > {n}", "b & {m} == 0", "b.is_ascii_digit()", "b.is_ascii_alphabetic()", "(b as i8) < {s}", "b == {n}", "b != x", "b <= x",
              "u64::from(b) * 5 > u64::from(x) * 3", "(b as i8) >= (x as i8)", "i32::from(b) - i32::from(x) > {s}",
              "(u64::from(b) << 56 | 9) > u64::from(x) << 56", "((u64::from(b) << 56) as i64) < {s}", "b.is_ascii_hexdigit() || x == {n}"]
UPDATES = ["{v} = {v}.wrapping_add({k})", "{v} = {v}.wrapping_add({t}::from(b as u8))", "{v} ^= {t}::from(b as u8)", "{v} = {t}::from(b as u8)",
           "{v} = {v}.max({t}::from(b as u8))", "{v} = {v}.min({k})", "{v} = {v}.wrapping_mul(3)", "{v} = {v}.wrapping_sub({k}); w = !w",
           "w = w.rotate_left(1)", "{v} |= {k}"]


def many_ways(choice):
    """Numbers that each of 56 bytes changes or not: a verifier that walks both ways of each branch sees no end."""
    kinds = [choice.choice(("u8", "u16", "u32", "u64", "u64")) for _ in range(3)]

    def condition():
        return choice.choice(CONDITIONS).format(n=choice.randrange(256), m=1 << choice.randrange(8), s=choice.randrange(-128, 128))

    def update():
        which = choice.randrange(3)
        return choice.choice(UPDATES).format(v="xyz"[which] + "s", t=kinds[which], k=choice.randrange(1, 120))

    parts = []
    for _ in range(2):
        other = choice.choice(("", f" else {{ {update()}; }}", f" else if {condition()} {{ {update()}; }}"))
        parts.append(f"if {condition()} {{ {update()}; }}{other}")
    text = "\n        ".join(parts)
    return f"""
pub fn body(d: &[u8; 64]) -> u64 {{
    let (mut xs, mut ys, mut zs, mut w) = ({choice.randrange(200)}{kinds[0]}, {choice.randrange(200)}{kinds[1]}, 5{kinds[2]}, 77u64);
    for &b in d[..56].iter() {{
        let x = d[{choice.randrange(64)}];
        {text}
    }}
    u64::from(xs).rotate_left(40) ^ u64::from(ys).rotate_left(20) ^ u64::from(zs) ^ w.rotate_left(7)
}}"""


# ---- loops/closed.c ----

def longest_of_a_chunk(choice):
    """Loops in loops that end early: code generation puts some bodies before their headers."""
    start, count = choice.randrange(40), choice.randrange(6, 20)
    condition = choice.choice(("a % 2 == b % 2", "a & 3 == b & 3", "a <= b", "a != b", f"a + b > {choice.randrange(200)}", "a ^ b < 100"))
    end = choice.choice((".map(|run| run.len() as u64).max().unwrap_or(0)", ".map(|run| run.len() as u64).fold(7, |h, n| h * 5 ^ n)",
                         ".map(|run| u64::from(run[0]) + run.len() as u64).min().unwrap_or(9)", ".filter(|run| run.len() > 1).count() as u64"))
    condition = condition.replace("a + b", "u16::from(*a) + u16::from(*b)")
    return f"""
pub fn body(d: &[u8; 64]) -> u64 {{
    d[{start}..{start + count}].chunk_by(|a, b| {condition}){end}
}}"""
