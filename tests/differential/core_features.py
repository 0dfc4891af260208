# SPDX-License-Identifier: MIT OR Apache-2.0
"""Parts of random programs that use what core has: strings, cells, ranges, conversions.

Each feature is a function that writes statements into the Source, and items where it needs them; what
it computes it mixes into the result.
"""


def text_of(g):
    """The name of a &str: a constant that is chosen while it runs, or bytes of the input."""
    name = g.name("t")
    way = g.number(0, 2)
    if way == 0 or not g.has_input:
        count = g.number(2, 4)
        g.line(f"let {name}: &str = [{g.words(count)}][{g.index(count)}];")
    elif way == 1:
        low = g.number(0, 50)
        g.line(f"let {name}: &str = core::str::from_utf8(&d[{low}..{low + g.number(1, 8)}]).unwrap_or({g.word()});")
    else:
        arms = ", ".join(f"{i} => {g.word()}" for i in range(g.number(1, 4)))
        g.line(f"let {name} = match {g.integer('u8', 1)} & 7 {{ {arms}, _ => {g.word()} }};")
    return name


def strings(g):
    """Functions of core for &str."""
    name = text_of(g)
    for _ in range(g.number(1, 2)):
        g.mix(g.pick(f"{name}.len()", f"{name}.parse::<{g.pick('u8', 'u32', 'i16', 'i64')}>().map_or(33, |x| x as u32)",
                     f"{name}.chars().map(|c| c as u32).fold(1u32, |a, c| a.wrapping_mul(31) ^ c)", f"{name}.chars().rev().next().map_or(0, |c| c as u32)",
                     f"{name}.find({g.pick(chr(39) + 'a' + chr(39), chr(34) + 'a=' + chr(34), '|c: char| c.is_ascii_digit()')}).unwrap_or(99)",
                     f"{name}.split({g.pick(chr(39) + ' ' + chr(39), chr(39) + '=' + chr(39), chr(39) + '-' + chr(39))}).map(|p| p.len()).fold(1, |a, n| a * 7 + n)",
                     f"{name}.trim().len()", f"{name}.trim_start_matches('a').len()", f"{name}.eq_ignore_ascii_case({g.word()})",
                     f"({name} {g.pick('==', '<', '>')} {g.word()})", f"{name}.strip_prefix(\"al\").map_or(50, |r| r.len())",
                     f"{name}.split_once('=').map_or(0, |(a, b)| a.len() * 16 + b.len())", f"{name}.char_indices().filter(|(_, c)| c.is_ascii_lowercase()).map(|(i, _)| i).sum::<usize>()",
                     f"{name}.bytes().map(|b| b.to_ascii_uppercase() as u64).fold(0u64, |a, b| a * 3 + b)", f"{name}.is_char_boundary({g.index(4)})",
                     f"{name}.get(..{g.length(4)}).map_or(60, |p| p.len())", f"{name}.contains(\"e\")", f"{name}.rfind('t').unwrap_or(41)",
                     f"{name}.lines().count()", f"{name}.split_whitespace().count()", f"{name}.ends_with(char::is_alphabetic)"))


def characters(g):
    """Functions of core for char and u8."""
    byte = g.integer("u8", 1)
    c = f"({byte} as char)"
    g.mix(g.pick(f"{c}.to_digit({g.pick(10, 16, 36)}).unwrap_or(77)", f"{c}.is_ascii_alphanumeric()", f"{c}.to_ascii_uppercase() as u32",
                 f"{c}.len_utf8()", f"char::from_u32({g.integer('u32', 1)} & 0xffff).map_or(3, |c| c as u32 + 1)", f"char::from_digit({g.leaf('u32')} & 15, 16).map_or(1, |c| c as u32)",
                 f"{c}.is_alphabetic()", f"{c}.is_numeric()", f"({byte}).is_ascii_hexdigit()", f"({byte}).to_ascii_lowercase()",
                 f"(match {c} {{ 'a'..='z' => 1, 'A'..='Z' => 2, '0'..='9' => 3, '\\u{{80}}'.. => 4, _ => 5u8 }})", f"{c}.eq_ignore_ascii_case(&'q')",
                 f"({byte}).escape_ascii().count()", f"{c}.encode_utf8(&mut [0; 4]).len()", f"u32::from_str_radix(\"1f\", 16).unwrap_or(1) ^ {byte} as u32",
                 f"u8::from_str_radix([{g.words(2)}][{g.index(2)}], {g.pick(10, 16)}).unwrap_or(5)"))


def parsing(g):
    """A number out of the input's text, by hand."""
    if not g.has_input:
        return characters(g)
    value, kind = g.name("v"), g.pick("u16", "u32", "u64")
    low = g.number(0, 50)
    g.line(f"let mut {value}: {kind} = 0;")
    with g.block(f"for &c in &d[{low}..{low + g.number(2, 8)}]"):
        g.line(g.pick("if !c.is_ascii_digit() { break; }", "if !(b'0'..=b'9').contains(&c) { continue; }", "let c = b'0' + c % 10;"))
        g.line(f"{value} = {value}.wrapping_mul(10).wrapping_add((c - b'0') as {kind});")
    g.mix(value)
    return None


def machine(g):
    """A state machine over the input."""
    if not g.has_input:
        return characters(g)
    state, name, low = g.name("s"), g.name("M"), g.number(0, 44)
    g.item(f"#[derive(Clone, Copy, PartialEq)]\nenum {name} {{ Start, Word, Number(u32), End }}")
    g.line(f"let mut {state} = {name}::Start;")
    with g.block(f"for &b in d[{low}..{low + g.number(4, 16)}].iter()"):
        g.declare("b", "u8")
        g.line(f"{state} = match ({state}, b) {{ ({name}::Start, b'a'..=b'z') => {name}::Word, ({name}::Start, b'0'..=b'9') => {name}::Number((b - b'0') as u32), "
               f"({name}::Number(n), b'0'..=b'9') => {name}::Number(n.wrapping_mul(10) + (b & 15) as u32), ({name}::Word, b) if b < {g.number(30, 100)} => {name}::End, "
               f"({name}::End, _) => break, (s, 0..=9) => s, _ => {g.pick(name + '::Start', state, name + '::Number(7)')} }};")
    g.mix(f"(match {state} {{ {name}::Start => 1, {name}::Word => 2, {name}::Number(n) => n ^ 3, {name}::End => 4 }})")
    return None


def cells(g):
    """Cell, RefCell, mem::swap and their like."""
    kind = g.type(False)
    name = g.name("c")
    way = g.number(0, 4)
    if way == 0:
        g.line(f"let {name} = core::cell::Cell::new({g.integer(kind, 1)});")
        g.line(f"{name}.set({name}.get() ^ {g.integer(kind, 1)});")
        g.mix(f"{name}.replace({g.leaf(kind)})")
        g.mix(f"{name}.get()")
    elif way == 1:
        g.line(f"let {name} = core::cell::RefCell::new([{g.integers(kind, 3)}]);")
        g.line(f"{name}.borrow_mut()[{g.index(3)}] = {g.leaf(kind)};")
        g.mix(f"{name}.borrow()[{g.index(3)}]")
        g.mix(f"{name}.try_borrow_mut().is_ok()")
    elif way == 2:
        other = g.name("c")
        g.line(f"let (mut {name}, mut {other}) = ([{g.integers(kind, 3)}], [{g.integers(kind, 3)}]);")
        g.line(f"if {g.condition(1)} {{ core::mem::swap(&mut {name}, &mut {other}); }}")
        g.mix(f"{name}[{g.index(3)}]")
        g.mix(f"core::mem::replace(&mut {other}[1], {g.leaf(kind)})")
        g.mix(f"core::mem::take(&mut {other}[1])")
        g.mix(f"({name} < {other})")
    elif way == 3:
        drop = g.name("Z")
        g.item(f"struct {drop}<'a>(&'a core::cell::Cell<u32>, u32);")
        g.item(f"impl Drop for {drop}<'_> {{ fn drop(&mut self) {{ self.0.set(self.0.get().wrapping_mul(3) ^ self.1); }} }}")
        g.line(f"let {name} = core::cell::Cell::new({g.leaf('u32')});")
        with g.block(""):
            g.line(f"let _a = {drop}(&{name}, {g.leaf('u32')});")
            g.line(f"if {g.condition(1)} {{ let _b = {drop}(&{name}, 5); }}")
            g.line(f"let b = {drop}(&{name}, {g.leaf('u32')});")
            g.line(g.pick("drop(b);", "let _c = b;", f"if {g.condition(1)} {{ drop(b); }}"))
        g.mix(f"{name}.get()")
    else:
        pair = g.name("p")
        g.line(f"let mut {pair} = ({g.integer(kind, 1)}, {g.integer('u32', 1)});")
        g.line(f"{{ let (a, b) = (&mut {pair}.0, &mut {pair}.1); *b ^= *a as u32; *a = a.wrapping_add(3); let r = if *b > {g.literal('u32')} {{ b }} else {{ &mut 7 }}; *r = r.rotate_left(2); }}")
        g.mix(f"{pair}.0")
        g.mix(f"{pair}.1")


def wrappers(g):
    """Wrapping, Saturating, NonZero, Ordering, conversions that may fail."""
    kind = g.type(False)
    a, b = g.integer(kind, 1), g.integer(kind, 1)
    small = g.pick("u8", "i8", "u16", "i32", "u32")
    g.mix(g.pick(f"(core::num::Wrapping({a}) {g.pick('+', '-', '*')} core::num::Wrapping({b})).0", f"(core::num::Saturating({a}) {g.pick('+', '-', '*')} core::num::Saturating({b})).0",
                 f"core::num::NonZero::<{kind}>::new({a}).map_or(9, |x| x.trailing_zeros())", f"{small}::try_from({a}).map_or(101, |x| x as u64)",
                 f"({a}).cmp(&{b}).then(({b}).cmp(&{g.leaf(kind)})).reverse() as i8", f"({a}, {g.leaf('u8')}) < ({b}, {g.leaf('u8')})",
                 f"[{a}, {b}].cmp(&[{b}, {g.leaf(kind)}]) as i8", f"core::cmp::max({a}, {b})", f"({a}).partial_cmp(&{b}).map_or(0, |o| o as i8)",
                 f"Some({a}).max(None).unwrap_or(1)", f"({a}).min({b}).clamp(1, 99)", f"(core::cmp::Reverse({a}) > core::cmp::Reverse({b}))",
                 f"[{a}, {b}, {g.leaf(kind)}].iter().copied().max().unwrap()", f"core::iter::successors(Some({g.leaf('u16')}), |x| if *x > 3 {{ Some(x / 3) }} else {{ None }}).count()",
                 f"core::iter::repeat({a}).take({g.number(1, 5)}).fold(0u64, |s, x| s * 3 ^ x as u64)", f"[{g.integers(kind, 4)}].map(|x| x as u64 ^ 3)[{g.index(4)}]",
                 f"(0..{g.leaf('u8')} & 15).map(|x| x as u64 * 5).sum::<u64>()", f"(1..={g.leaf('u8')} & 7).product::<u8>()", f"({g.leaf('u8')} & 7..20).step_by(3).last().unwrap_or(2)",
                 f"(0..{g.number(3, 9)}u8).rev().find(|x| x & {g.leaf('u8')} != 0).unwrap_or(50)", f"'q: {{ if {g.condition(1)} {{ break 'q 3u64; }} if {g.condition(1)} {{ break 'q {g.leaf('u64')}; }} 8 }}".join("()")))


FEATURES = {strings: 6, characters: 4, parsing: 3, machine: 3, cells: 5, wrappers: 7}
