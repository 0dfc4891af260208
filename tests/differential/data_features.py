# SPDX-License-Identifier: MIT OR Apache-2.0
"""Parts of random programs that are about data: arrays, slices, iterators, tables, copies.

Each feature is a function that writes statements into the Source, and items where it needs them; what
it computes it mixes into the result.
"""
import re


def arithmetic(g):
    """Expressions over all types of integers, kept in variables."""
    for _ in range(g.number(1, 4)):
        kind = g.type()
        name = g.let(kind, g.integer(kind, 3))
        g.mix(name, kind)


def wide(g):
    """Arithmetic on 128 bits."""
    kind = g.pick("u128", "i128")
    a = g.let(kind, g.integer(kind, 2))
    b = g.let(kind, g.integer(kind, 2))
    op = g.pick(f"{a}.wrapping_mul({b})", f"{a} / ({b} | 1).max(3)", f"{a}.wrapping_rem({b} | 1)", f"{a} >> ({b} as u32 & 127)",
                f"{a}.rotate_left({b} as u32)", f"{a}.checked_mul({b}).unwrap_or({a} ^ {b})",
                f"{a} << ({b} as u32 % 128)", f"{a}.saturating_add({b})", f"{a}.leading_zeros() as {kind}",
                f"{a}.pow(({b} & 1) as u32)", f"{a}.isqrt()" if kind == "u128" else f"{a}.rem_euclid({b} | 1)")
    c = g.let(kind, op)
    g.mix(c, kind)
    g.mix(f"({a} {g.pick('<', '>', '==', '<=')} {b})")


def assign(g):
    """Changes of variables that are there."""
    own = g.type()
    g.let(own, g.integer(own, 1), mutable=True)
    for variable in [v for v in g.variables if v.mutable][-g.number(1, 3):]:
        op = g.pick("=", "^=", "|=", "&=")
        g.line(f"{variable.name} {op} {g.integer(variable.kind, 2)};")
        if g.chance(0.4):
            with g.block(f"if {g.condition(1)}"):
                g.line(f"{variable.name} = {g.integer(variable.kind, 1)};")
        g.mix(variable.name, variable.kind)


def new_array(g, kind, count, mutable=True):
    """The name of a new array on the stack."""
    name = g.name("a")
    way = g.number(0, 3)
    if way == 0:
        value = f"[{g.integers(kind, count)}]"
    elif way == 1:
        value = f"[{g.integer(kind, 1)}; {count}]"
    elif way == 2:
        index = g.pick("i as", "(i * 3) as", "!i as", "(i ^ 5) as")
        value = f"core::array::from_fn(|i| ({index} {kind}) ^ {g.leaf(kind)})"
    else:
        value = f"[0; {count}]"
    g.line(f"let {'mut ' if mutable else ''}{name}: [{kind}; {count}] = {value};")
    if way == 3 and mutable:
        with g.block(f"for i in 0..{count}usize"):
            g.declare("i", "usize")
            g.line(f"{name}[i] = {g.integer(kind, 1)};")
    return name


def array(g):
    """An array that is read and written at variable places."""
    kind, count = g.type(False), g.number(2, 16)
    name = new_array(g, kind, count)
    for _ in range(g.number(1, 3)):
        op = g.pick("=", "^=", "|=", "= !", "= 1 & ")
        g.line(f"{name}[{g.index(count)}] {op} {g.integer(kind, 1)};")
    if g.chance(0.3):
        with g.block(f"for i in 0..{g.pick(f'{count}usize', f'{g.number(1, count)}usize', g.length(count))}"):
            g.declare("i", "usize")
            g.line(f"{name}[i] = {name}[i].wrapping_add({g.integer(kind, 1)});")
    for _ in range(g.number(1, 3)):
        g.mix(f"{name}[{g.index(count)}]")
    if g.chance(0.3):
        g.line(f"for x in {name} {{ h = mix(h, x as u64); }}")
    if g.chance(0.2):
        g.mix(f"{name}.get({g.integer('usize', 1)}).copied().unwrap_or(3)")


def histogram(g):
    """Counts at places that the input says."""
    kind, count = g.pick("u8", "u16", "u32", "usize"), g.pick(3, 4, 5, 7, 8, 10, 16)
    name = g.name("a")
    g.line(f"let mut {name} = [0{kind}; {count}];")
    place = g.pick(f"b as usize % {count}", f"(b as usize * {count}) >> 8", f"(b as usize).min({count - 1})",
                   f"b.count_ones() as usize % {count}",
                   f"((b & 1) as i32 - (b >> 7) as i32 + 1) as usize" if count >= 3 else "(b & 1) as usize")
    low, high = sorted((g.number(0, 64), g.number(0, 64)))
    with g.block(f"for &b in d[{low}..{min(high, low + 24)}].iter()" if g.has_input else "for b in 3u8..17"):
        g.declare("b", "u8")
        g.line(f"{name}[{place}] += {g.pick('1', '(b & 1) as ' + kind)};")
    g.mix(f"{name}[{g.index(count)}]")
    if g.chance(0.5):
        g.mix(f"{name}.iter().copied().max().unwrap()")


def nested_array(g):
    """Two indices, one or both variable."""
    kind, rows, columns = g.pick("u8", "u16", "u32", "i32"), g.number(2, 4), g.number(2, 5)
    name = g.name("m")
    if g.chance(0.5):
        table = ", ".join(f"[{g.literals(kind, columns)}]" for _ in range(rows))
        g.item(f"{g.pick('static', 'const')} {name.upper()}: [[{kind}; {columns}]; {rows}] = [{table}];")
        place = name.upper()
    else:
        g.line(f"let mut {name} = [[{g.leaf(kind)}; {columns}]; {rows}];")
        g.line(f"{name}[{g.index(rows)}][{g.index(columns)}] = {g.integer(kind, 1)};")
        if g.chance(0.4):
            with g.block(f"for r in 0..{rows}"):
                g.line(f"for c in 0..{columns} {{ {name}[r][c] ^= (r * {columns} + c) as {kind}; }}")
        place = name
    for _ in range(g.number(1, 2)):
        g.mix(f"{place}[{g.index(rows)}][{g.index(columns)}]")
    if g.chance(0.3):
        g.mix(f"{place}[{g.index(rows)}].iter().fold(0{kind}, |a, &x| a ^ x)")


def number_table(g):
    """A constant table of integers, at signed and unsigned places."""
    kind, count = g.type(), g.number(2, 20)
    name = g.name("T")
    g.item(f"{g.pick('static', 'const')} {name}: [{kind}; {count}] = [{g.literals(kind, count)}];")
    for _ in range(g.number(1, 3)):
        g.mix(f"{name}[{g.index(count)}]", kind)
    if g.chance(0.25):
        g.mix(f"{name}.get({g.integer('usize', 1)}).map_or(1, |&x| x.wrapping_add(2))", kind)
    if g.chance(0.25):
        kind2 = g.pick("u8", "usize", "i32")
        g.mix(f"{name}.iter().position(|&x| x as {kind2} == {g.integer(kind2, 0)}).unwrap_or(9)")
    if g.chance(0.2):
        g.mix(f"{name}.binary_search(&{g.integer(kind, 1)}).unwrap_or_else(|at| at + 100)")


def string_table(g):
    """A constant table of strings."""
    count = g.number(2, 9)
    name = g.name("S")
    g.item(f"{g.pick('static', 'const')} {name}: [&str; {count}] = [{g.words(count)}];")
    for _ in range(g.number(1, 2)):
        text = g.name("t")
        g.line(f"let {text} = {name}[{g.index(count)}];")
        g.mix(f"{text}.len()")
        g.mix(g.pick(f"{text}.bytes().fold(7u64, |a, b| a.wrapping_mul(31) ^ b as u64)",
                     f"{text}.as_bytes().first().map_or(3, |&b| b)", f"({text} == {g.word()})",
                     f"{text}.as_bytes().get({g.integer('usize', 1)} & 7).copied().unwrap_or(0)",
                     f"{text}.starts_with('a')", f"({text} < {g.word()})",
                     f"{text}.bytes().filter(|b| b.is_ascii_digit()).count()"))


def struct_table(g):
    """A constant table of structures."""
    kind, other = g.type(False), g.type(False)
    count = g.number(2, 6)
    row, name = g.name("R"), g.name("T")
    text = g.chance(0.5)
    g.item(f"pub struct {row} {{ a: {kind}, b: {other}, {'t: &' + chr(39) + 'static str, ' if text else ''}c: [u8; 3] }}")
    rows = ", ".join(f"{row} {{ a: {g.literal(kind)}, b: {g.literal(other)}, {'t: ' + g.word() + ', ' if text else ''}"
                     f"c: [{g.literals('u8', 3)}] }}" for _ in range(count))
    g.item(f"{g.pick('static', 'const')} {name}: [{row}; {count}] = [{rows}];")
    found = g.name("r")
    g.line(f"let {found} = &{name}[{g.index(count)}];")
    g.mix(f"{found}.a")
    g.mix(f"{found}.c[{g.index(3)}]")
    g.mix(g.pick(f"{found}.b", f"{name}[{g.index(count)}].b",
                 f"{name}.iter().filter(|r| r.a as u8 > {g.leaf('u8')}).count()"))
    if text:
        g.mix(f"{found}.t.len()")
        g.mix(f"{found}.t.bytes().last().unwrap_or(4)")


def tuple_table(g):
    """A table of pairs, searched."""
    kind, other, count = g.type(False), g.type(False), g.number(2, 7)
    name = g.name("T")
    rows = ", ".join(f"({g.literal(kind)}, {g.literal(other)})" for _ in range(count))
    g.item(f"static {name}: [({kind}, {other}); {count}] = [{rows}];")
    key = g.integer(kind, 1)
    g.mix(g.pick(f"{name}[{g.index(count)}].1",
                 f"{name}.iter().find(|(k, _)| *k >= {key}).map(|&(_, v)| v as u64).unwrap_or(17)",
                 f"{name}.iter().rev().map(|&(k, v)| k as u64 ^ v as u64).fold(1, |a: u64, b| a.rotate_left(3) ^ b)"))
    place = g.name("p")
    g.line(f"let ({place}a, {place}b) = {name}[{g.index(count)}];")
    g.mix(f"{place}a")
    g.mix(f"{place}b")


def function_table(g):
    """A constant table of functions."""
    kind, count = g.type(False), g.number(2, 5)
    names = []
    for _ in range(count):
        name = g.name("f")
        with g.function(f"{g.pick('', '#[inline(never)] ')}fn {name}(x: {kind}) -> {kind}", [("x", kind)]):
            g.line(g.integer(kind, 2))
        names.append(name)
    table = g.name("F")
    g.item(f"{g.pick('static', 'const')} {table}: [fn({kind}) -> {kind}; {count}] = [{', '.join(names)}];")
    for _ in range(g.number(1, 2)):
        g.mix(f"{table}[{g.index(count)}]({g.integer(kind, 1)})")


def slice_table(g):
    """A table of slices of different lengths."""
    kind, count = g.pick("u8", "u16", "u32"), g.number(2, 5)
    name = g.name("T")
    rows = ", ".join(f"&[{g.literals(kind, g.number(0, 5))}]" for _ in range(count))
    g.item(f"static {name}: [&[{kind}]; {count}] = [{rows}];")
    found = g.name("s")
    g.line(f"let {found} = {name}[{g.index(count)}];")
    g.mix(f"{found}.len()")
    g.mix(f"{found}.iter().fold(3u64, |a, &x| a.wrapping_mul(5) ^ x as u64)")
    g.mix(f"{found}.get({g.index(5)}).copied().unwrap_or(8)")


def a_slice(g):
    """A slice of bytes: its text, and the most elements that it has."""
    if not g.has_input:
        name = new_array(g, "u8", 12, False)
        return f"{name}[..{g.length(12)}]", 12
    way = g.number(0, 5)
    low, high = sorted((g.number(0, 64), g.number(0, 64)))
    high = min(high, low + 20)
    if way == 0:
        return f"d[{low}..{high}]", high - low
    if way == 1:
        return f"d[{low}..{low} + {g.length(min(16, 64 - low))}]", min(16, 64 - low)
    if way == 2:
        start = g.number(1, 30)
        return f"d[{g.length(start)}..{start + 8}]", start + 8
    if way == 3:
        return f"d[..{g.length(24)}]", 24
    if way == 4:
        return f"d[40..][{g.length(8)}..][..{g.number(1, 16)}]", 16
    return f"d[{low}..]", 64 - low


def slices(g):
    """Slices with variable ends, and slices of them."""
    text, most = a_slice(g)
    name = g.name("s")
    g.line(f"let {name}: &[u8] = &{text};")
    g.mix(f"{name}.len()")
    for _ in range(g.number(1, 3)):
        at = g.index(max(most, 1))
        g.mix(g.pick(f"{name}.get({at}).copied().unwrap_or(200)", f"{name}.first().map_or(1, |&b| b)",
                     f"{name}.last().copied().unwrap_or({g.leaf('u8')})",
                     f"{name}.split_first().map_or(0, |(a, rest)| *a as usize + rest.len())",
                     f"{name}.contains(&{g.leaf('u8')})", f"{name}.iter().take({g.number(1, 12)}).filter(|&&b| b > {g.number(0, 200)}).count()",
                     f"({name} == [{g.literals('u8', 2)}])", f"{name}.starts_with(&[{g.leaf('u8')}])",
                     f"(if {name}.len() > {g.number(1, 8)} {{ {name}[{name}.len() - 1 - {g.index(2)}] }} else {{ 9 }})",
                     f"{name}.get({g.length(8)}..).map_or(77, |r| r.len())",
                     f"{name}.split_at_checked({g.length(8)}).map_or(1, |(l, r)| l.len() * 3 + r.len())",
                     f"{name}.get({g.length(6)}..{g.length(12)}).map_or(5, |r| r.iter().fold(0u64, |a, &b| a * 3 + b as u64))",
                     f"(match {name} {{ [] => 1, [x] => *x as u64, [x, .., y] => *x as u64 * 256 + *y as u64 }})",
                     f"(if let [x, y, rest @ ..] = {name} {{ *x as usize + (*y as usize) * 3 + rest.len() }} else {{ 12 }})",
                     f"{name}.first_chunk::<4>().map_or(6, |c| u32::from_le_bytes(*c))",
                     f"(if let Some(c) = {name}.last_chunk::<2>() {{ u16::from_be_bytes(*c) }} else {{ 7 }})"))


def iterators(g):
    """Chains of adapters."""
    for _ in range(g.number(1, 2)):
        low = g.number(0, 48)
        count = g.number(1, 16)
        base = f"d[{low}..{low + count}].iter()" if g.has_input else f"[{g.literals('u8', 6)}].iter()"
        kind = g.pick("u16", "u32", "u64", "i32", "usize")
        chain = base + ".map(|&b| b as " + kind + ")"
        one_way = re.compile(r"\.(\w*while|scan|take|skip|step_by|enumerate|chain|zip)\(")
        for _ in range(g.number(0, 3)):
            chain += g.pick(f".filter(|x| x & {g.pick(1, 3, 4)} {g.pick('==', '!=')} 0)", f".skip({g.pick(g.number(0, 4), g.length(5))})",
                            f".take({g.pick(g.number(1, 9), g.length(9))})", "" if one_way.search(chain) else ".rev()",
                            f".step_by({g.number(1, 4)})", f".map(|x| x.wrapping_mul(3) ^ {g.leaf(kind)})",
                            f".enumerate().map(|(i, x)| x.wrapping_add(i as {kind}))",
                            f".skip_while(|&x| x > {g.number(1, 100)})", f".take_while(|&x| x != {g.number(0, 9)})",
                            f".scan(1{kind}, |s, x| {{ *s = s.wrapping_mul(5).wrapping_add(x); Some(*s) }})",
                            f".chain([{g.literals(kind, 2)}])",
                            f".zip(1{kind}..).map(|(a, b)| a ^ b)",
                            f".flat_map(|x| [x, x ^ 1])" if count < 9 else "", f".inspect(|_| ())",
                            f".map_while(|x| x.checked_sub({g.number(0, 2)}))", ".filter_map(|x| x.checked_mul(7))")
        g.mix(chain + g.pick(f".fold(1{kind}, |a, x| a.wrapping_mul(31) ^ x)", ".max().unwrap_or(3)", ".min().unwrap_or_default()",
                             f".position(|x| x == {g.integer(kind, 0)}).unwrap_or(44)", ".count()",
                             f".any(|x| x > {g.integer(kind, 0)})", f".all(|x| x < {g.integer(kind, 0)})", ".last().unwrap_or(5)",
                             f".nth({g.pick(g.number(0, 5), g.index(5))}).unwrap_or(8)", f".find(|&x| x > {g.leaf(kind)}).unwrap_or(2)",
                             f".min_by_key(|&x| x ^ {g.number(0, 99)}).unwrap_or(1)", f".max_by_key(|&x| x % {g.number(2, 9)}).unwrap_or(1)",
                             ".reduce(|a, b| a.rotate_left(3) ^ b).unwrap_or(6)", ".sum::<" + kind + ">()",
                             ".try_fold(0u16, |a, x| a.checked_add(x as u16)).unwrap_or(11)",
                             f".eq([{g.literals(kind, 2)}])",
                             ".is_sorted()", f".lt([{g.leaf(kind)}])"))


def pieces(g):
    """windows, chunks, zip and their like."""
    low = g.number(0, 40)
    text = f"d[{low}..{low + g.number(3, 22)}]" if g.has_input else f"[{g.literals('u8', 9)}]"
    n = g.number(1, 5)
    g.mix(g.pick(
        f"{text}.windows({n}).filter(|w| w[0] {g.pick('<', '<=', '==')} w[{n - 1}]).count()",
        f"{text}.windows({n}).map(|w| w.iter().fold(0u32, |a, &x| a * 2 + x as u32)).max().unwrap_or(1)",
        f"{text}.chunks({n}).fold(15u64, |a, w| a.wrapping_mul(7).wrapping_add(w[0] as u64) ^ (w.len() as u64))",
        f"{text}.chunks_exact({n}).map(|c| c[{n - 1}] as u32).fold(2u32, |a, x| a.wrapping_mul(13) ^ x)",
        f"{text}.chunks_exact(4).map(|c| u32::from_le_bytes([c[0], c[1], c[2], c[3]])).fold(0, |a, x| a ^ x)",
        f"{text}.chunks_exact(2).map(|c| u16::from_be_bytes(c.try_into().unwrap()) as u32).sum::<u32>()",
        f"{text}.chunks_exact({n}).remainder().len()", f"{text}.rchunks({n}).map(|c| c.len() as u64 * c[0] as u64).fold(1u64, |a, x| a * 3 % 65537 + x)",
        f"{text}.iter().zip({text}.iter().skip({n})).filter(|(a, b)| a == b).count()",
        f"{text}.iter().zip(&d[3..9]).map(|(a, b)| (a ^ b).count_ones()).sum::<u32>()" if g.has_input else f"{text}.iter().rev().step_by({n}).fold(0u64, |a, &x| a * 7 + x as u64)",
        f"{text}.iter().rev().step_by({n}).fold(0u64, |a, &x| a.wrapping_mul(7) + x as u64)",
        f"{text}.iter().rposition(|&x| x {g.pick('>', '==')} {g.leaf('u8')}).unwrap_or(70)",
        f"{text}.split(|&x| x == {g.pick(0, 32, g.leaf('u8'))}).map(|p| p.len() as u64).fold(1u64, |a, x| a * 5 + x)",
        f"{text}.iter().enumerate().max_by_key(|&(_, x)| x).map_or(0, |(i, &x)| i * 256 + x as usize)",
        f"{text}.split_at({n}).1.iter().cmp({text}.iter()) as i8",
        f"{text}.chunk_by(|a, b| a <= b).count()" , f"{text}.iter().copied().min().unwrap_or(1)",
        f"{text}.as_chunks::<2>().0.iter().map(|&[a, b]| (a ^ b) as u32).sum::<u32>()",
        f"{text}.iter().skip({g.length(3)}).step_by({n}).map(|&b| b as u64).fold(5u64, |a, b| a * 3 + b)"))


def copies(g):
    """Copies and fills of parts of arrays."""
    kind, count = g.pick("u8", "u8", "u16", "u32", "u64"), g.number(4, 16)
    name = new_array(g, kind, count)
    for _ in range(g.number(1, 3)):
        low, high = sorted((g.number(0, count), g.number(0, count)))
        size = high - low
        ways = [f"{name}[{low}..{high}].fill({g.integer(kind, 1)});", f"{name}[{g.length(count)}..].fill({g.leaf(kind)});",
                f"{name}[..{g.length(count)}].reverse();", f"{name}.copy_within({low}..{high}, {g.number(0, count - size)});",
                f"{name}.swap({g.index(count)}, {g.index(count)});", f"{name}.rotate_left({g.pick(g.number(0, count), g.length(count))});",
                f"{{ let (l, r) = {name}.split_at_mut({g.pick(count // 2, g.length(count))}); if let (Some(a), Some(b)) = (l.first_mut(), r.last_mut()) {{ core::mem::swap(a, b); }} }}",
                f"for x in {name}[{low}..{high}].iter_mut() {{ *x = x.wrapping_add({g.leaf(kind)}); }}",
                f"for (x, y) in {name}.iter_mut().zip([{g.literals(kind, 3)}]) {{ *x ^= y; }}",
                f"{{ let other = {name}; {name}[{low}..{high}].copy_from_slice(&other[{count - size}..]); }}",
                f"{name} = {{ let mut other = {name}; other[{g.index(count)}] = {g.leaf(kind)}; other }};",
                f"for c in {name}.chunks_mut({g.number(1, 4)}) {{ c[0] ^= c.len() as {kind}; }}",
                f"{name}.copy_within({g.length(count // 2)}..{count // 2}, {count // 2});",
                f"if let Some(x) = {name}.get_mut({g.integer('usize', 1)}) {{ *x = 9; }}"]
        if kind == "u8" and g.has_input:
            at = g.number(0, 64 - count)
            ways += [f"{name}[{low}..{high}].copy_from_slice(&d[{at}..{at + size}]);",
                     f"{name}[..].clone_from_slice(&d[{at}..{at + count}]);",
                     f"{{ let n = {g.length(count)}; {name}[..n].copy_from_slice(&d[{at}..{at} + n]); }}",
                     f"{{ let n = {g.length(count)}; for i in 0..n {{ {name}[i] = d[i + {at}]; }} }}"]
        g.line(g.pick(*ways))
    g.line(f"for x in {name}.iter() {{ h = mix(h, *x as u64); }}")


def sorting(g):
    """Small arrays in order, by core or by hand."""
    kind, count = g.pick("u8", "u16", "u32", "i32", "i8"), g.number(3, 6)
    name = new_array(g, kind, count)
    way = g.number(0, 4)
    if way == 0:
        with g.block(f"for i in 0..{count}usize"):
            g.line(f"for j in 0..{count - 1} - i.min({count - 1}) {{ if {name}[j] > {name}[j + 1] {{ {name}.swap(j, j + 1); }} }}")
    elif way == 1:
        with g.block(f"for i in 1..{count}"):
            g.line("let mut j = i;")
            g.line(f"while j > 0 && {name}[j - 1] > {name}[j] {{ {name}.swap(j - 1, j); j -= 1; }}")
    elif way == 2:
        g.line(f"{name}.sort_unstable();")
    elif way == 3:
        g.line(f"{name}.sort_unstable_by_key(|x| core::cmp::Reverse(*x ^ 3));")
    else:
        nth = g.number(0, count - 1)
        g.line(f"{name}.select_nth_unstable({nth});")
        g.mix(f"{name}[{nth}]")
        return
    g.mix(f"{name}.partition_point(|&x| x < {g.leaf(kind)})")
    g.line(f"for x in {name} {{ h = mix(h, x as u64); }}")


FEATURES = {arithmetic: 10, wide: 4, assign: 6, array: 9, histogram: 4, nested_array: 5, number_table: 8,
            string_table: 5, struct_table: 5, tuple_table: 4, function_table: 4, slice_table: 3, slices: 7,
            iterators: 8, pieces: 6, copies: 7, sorting: 3}
