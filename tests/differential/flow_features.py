# SPDX-License-Identifier: MIT OR Apache-2.0
"""Parts of random programs that are about control: loops, matches, calls, panics.

Each feature is a function that writes statements into the Source, and items where it needs them; what
it computes it mixes into the result.
"""


def loops(g):
    """Nested loops that end early."""
    outer, inner = g.name("'o"), g.number(2, 6)
    count = g.pick(f'{g.number(1, 6)}usize', g.length(7))
    kind = g.type(False)
    total = g.let(kind, g.integer(kind, 1), mutable=True)
    with g.block(f"{outer}: for i in {g.pick(f'0..{count}', f'(0..{count}).rev()', f'(0..{count}).step_by(2)')}"):
        g.declare("i", "usize")
        with g.block(f"for j in {g.pick(f'0..{inner}usize', f'i..{inner}', f'0..=i')}"):
            g.declare("j", "usize")
            if g.chance(0.7):
                g.line(f"if {g.condition(1)} {{ {g.pick('break', 'continue', 'break ' + outer, 'continue ' + outer)}; }}")
            g.line(f"{total} = {total}.wrapping_add({g.integer(kind, 1)});")
        if g.chance(0.4):
            g.line(f"if {g.condition(1)} {{ {g.pick('break', 'continue')}; }}")
        g.line(f"{total} ^= {g.integer(kind, 1)};")
    g.mix(total)


def while_loops(g):
    """Loops that end by equality, by a shrinking value or by a count."""
    kind = g.pick("u8", "u16", "u32", "u64", "usize", "i32", "i64")
    name, steps = g.name("w"), g.name("n")
    total = g.name("v")
    g.line(f"let mut {total}: u64 = {g.integer('u64', 1)};")
    way = g.number(0, 7)
    start = f"({g.leaf(kind)} & {g.pick(3, 7, 15)})"
    if way == 0:
        g.line(f"let mut {name}: {kind} = {start};")
        with g.block(f"while {name} != {g.pick(15, 16, 20)}"):
            g.line(f"{total} = {total}.rotate_left(5) ^ {name} as u64;")
            g.line(f"{name} += 1;")
    elif way == 1:
        g.line(f"let mut {name}: {kind} = {start};")
        with g.block(f"while {name} != 0"):
            g.line(f"{total} = {total}.wrapping_mul(3) + ({name} as u64 & 1);")
            g.line(f"{name} -= 1;")
    elif way == 2:
        g.line(f"let mut {name}: u32 = {g.integer('u32', 1)} >> {g.pick(8, 16, 20)};")
        with g.block(f"while {name} != 0"):
            g.line(f"{total} = {total}.wrapping_add({name} as u64);")
            g.line(f"{name} {g.pick('&= ' + name + ' - 1', '>>= 1', '/= 3', '>>= 2')};")
    elif way == 3:
        g.line(f"let (mut {name}, mut {steps}) = ({g.integer('u16', 1)} as u32 | 1, 0u32);")
        with g.block(f"while {name} != 1 && {steps} < {g.pick(8, 12, 20)}"):
            g.line(f"{name} = if {name} % 2 == 0 {{ {name} / 2 }} else {{ {name}.wrapping_mul(3) + 1 }};")
            g.line(f"{steps} += 1;")
        g.mix(steps)
    elif way == 4:
        g.line(f"let (mut {name}, mut {steps}) = ({g.leaf('u8')} as u32, {g.leaf('u8')} as u32);")
        g.line(f"for _ in 0..14 {{ if {steps} == 0 {{ break; }} ({name}, {steps}) = ({steps}, {name} % {steps}); }}")
        g.mix(name)
    elif way == 5:
        g.line(f"let mut {name}: {kind} = 0;")
        with g.block(f"let {steps} = loop", "};"):
            g.line(f"if {name} >= {g.pick(5, 9, 12)} {{ break 1u64; }}")
            g.declare(name, kind)
            g.line(f"if {g.condition(1)} {{ break {name} as u64 * 2; }}")
            g.line(f"{name} += {g.pick(1, 2, 3)};")
        g.mix(steps)
        g.mix(name)
    elif way == 6:
        text = f"d[{g.number(0, 40)}..{g.number(48, 64)}]" if g.has_input else f"[{g.literals('u8', 7)}]"
        g.line(f"let mut {name} = {text}.iter().take({g.number(3, 14)});")
        with g.block(f"while let Some(&b) = {name}.next()"):
            g.line(f"if b == {g.pick(0, 255, 32)} {{ break; }}")
            g.line(f"{total} = {total}.wrapping_mul(33) ^ b as u64;")
        g.mix(f"{name}.len()")
    else:
        g.line(f"let (mut {name}, mut {steps}) = (0usize, {g.number(6, 15)}usize);")
        with g.block(f"while {name} < {steps}"):
            g.line(f"let m = ({name} + {steps}) / 2;")
            g.line(f"if m * {g.number(3, 20)} < {g.leaf('u8')} as usize {{ {name} = m + 1; }} else {{ {steps} = m; }}")
        g.mix(name)
    g.mix(total)


def matches(g):
    """Ranges, bindings, guards, tuples."""
    kind = g.type(False)
    lows = sorted({g.number(0, 120) for _ in range(3)} | {0, 121})
    way = g.number(0, 4)
    if way == 0:
        arms = [f"{a}..={b - 1} => {g.integer('u64', 1)}" for a, b in zip(lows, lows[1:])]
        arms.append(f"x @ {lows[-1]}..=125 if {g.condition(1)} => x as u64")
        g.line(f"let r{g.used} = match {g.integer(kind, 1)} {{ {', '.join(arms)}, x => (x as u64) ^ 9 }};")
        g.mix(f"r{g.used}")
    elif way == 1:
        other = g.pick("bool", "u8")
        second = g.condition(1) if other == "bool" else g.integer("u8", 1)
        arms = ([f"(x, true) if x > {g.number(0, 50)} => x as u64", "(0, false) => 17", f"(_, false) => {g.integer('u64', 1)}", "(x, _) => x as u64 * 2"]
                if other == "bool" else
                [f"(0, 1..=9) => {g.integer('u64', 1)}", "(1 | 3 | 5, y) => y as u64", f"(x, y) if x as u8 == y => {g.number(1, 99)}", "(x, 200..) => x as u64 & 255", "_ => 6"])
        g.mix(f"(match ({g.integer(kind, 1)} & {g.pick(3, 7)}, {second}) {{ {', '.join(arms)} }})")
    elif way == 2:
        table = g.name("T")
        first, last = g.pick(("a", "z"), ("A", "F"), ("0", "9"), ("a", "f"))
        count = ord(last) - ord(first) + 1
        g.item(f"static {table}: [u16; {count}] = [{g.literals('u16', count)}];")
        byte = g.pick("b'{}'", "b'{}'")
        a, z = byte.format(first), byte.format(last)
        arm = g.pick(f"{table}[(c - {a}) as usize]", f"{table}[c as usize - {a} as usize]", f"{table}[({z} - c) as usize]",
                     f"{table}[(c as i8 - {a} as i8) as usize]")
        g.mix(f"(match {g.integer('u8', 1)} {{ c @ {a}..={z} => {arm}, b' ' | b'_' => 1, c if c.is_ascii_punctuation() => 2, _ => 3 }})")
    elif way == 3:
        arms = ", ".join(f"{i} => {g.number(0, 999)}" for i in range(g.number(4, 24)))
        g.mix(f"(match {g.integer(kind, 1)} {g.pick('& 15', '% 11', '& 31')} {{ {arms}, _ => 5u32 }})")
    else:
        words = ", ".join(f"{i} => {g.word()}" for i in range(3))
        g.mix(f"(match {g.integer(kind, 1)} & 3 {{ {words}, _ => {g.word()} }}).len()")
        g.mix(f"(match {g.integer('u8', 1)}.cmp(&{g.leaf('u8')}) {{ core::cmp::Ordering::Less => {g.literal('u32')}, core::cmp::Ordering::Equal => {g.leaf('u32')}, _ => 3 }})")


def enums(g):
    """Variants with payloads: made, matched, compared, kept in arrays."""
    name = g.name("N")
    variants = []
    for i in range(g.number(2, 4)):
        variants.append((f"A{i}", [g.type(False) for _ in range(g.pick(0, 1, 1, 2))]))
    derives = g.pick("Clone, Copy, PartialEq, Eq", "Clone, Copy, PartialEq, Eq, PartialOrd, Ord")
    text = ", ".join(v + (f"({', '.join(kinds)})" if kinds else "") for v, kinds in variants)
    g.item(f"#[derive({derives})]\npub enum {name} {{ {text} }}")

    def make(depth=0):
        v, kinds = g.pick(*variants)
        return f"{name}::{v}" + (f"({', '.join(g.integer(k, depth) for k in kinds)})" if kinds else "")

    maker = g.name("f")
    with g.function(f"{g.pick('', '#[inline(never)] ')}fn {maker}(x: u32, y: u64) -> {name}", [("x", "u32"), ("y", "u64")]):
        arms = "".join(f"{i} => {make()}, " for i in range(len(variants)))
        g.line(f"match {g.pick('x & 3', 'x % 5', '(y >> 3) & 3')} {{ {arms}_ => {make()} }}")
    for _ in range(g.number(1, 2)):
        value = g.name("e")
        g.line(f"let {g.pick('mut ', '')}{value} = {g.pick(f'{maker}({g.integer(chr(117) + str(32), 1)}, {g.leaf(chr(117) + str(64))})', make(1))};")
        arms = []
        for v, kinds in variants:
            if not kinds:
                arms.append(f"{name}::{v} => {g.leaf('u64')}")
            elif len(kinds) == 1:
                if g.chance(0.4):
                    arms.append(f"{name}::{v}(x) if x as u8 > {g.leaf('u8')} => {g.leaf('u64')}")
                arms.append(f"{name}::{v}(x) => x as u64 ^ {g.number(0, 50)}")
            else:
                arms.append(f"{name}::{v}(x, y) => (x as u64).wrapping_mul(3) ^ y as u64")
        g.mix(f"(match {value} {{ {', '.join(arms)} }})")
        g.mix(f"({value} {g.pick('==', '!=')} {make()})")
        if "Ord" in derives and g.chance(0.5):
            g.mix(f"({value}.cmp(&{make()}) as i8)")
        if g.chance(0.3):
            g.mix(f"matches!({value}, {name}::{variants[0][0]}{'(..)' if variants[0][1] else ''})")
    if g.chance(0.35):
        array, count = g.name("a"), g.number(2, 4)
        g.line(f"let mut {array} = [{make()}; {count}];")
        g.line(f"{array}[{g.index(count)}] = {make(1)};")
        first, kinds = variants[-1]
        pattern = f"{name}::{first}" + ("(x, ..)" if kinds else "")
        g.line(f"for e in {array} {{ h = mix(h, match e {{ {pattern} => {'x as u64' if kinds else '2'}, _ => 1 }}); }}")
    if g.chance(0.3):
        option = g.name("o")
        g.line(f"let mut {option}: Option<{name}> = if {g.condition(1)} {{ Some({make()}) }} else {{ None }};")
        g.line(f"if let Some(e) = {option}.as_mut() {{ *e = {make()}; }}")
        g.mix(f"({option} == Some({make()}))")
        g.mix(f"{option}.take().is_some()")


def results(g):
    """Option and Result, with ? and combinators."""
    kind = g.pick("u8", "u16", "u32", "u64", "i32", "usize")
    if g.chance(0.5):
        name = g.name("f")
        error = g.pick("u8", "()", "Result<u16, u8>", "(u8, u32)")
        fail = {"u8": g.leaf("u8") if g.variables else "7", "()": "()", "Result<u16, u8>": g.pick("Err(4)", "Ok(9)"), "(u8, u32)": "(3, 70000)"}[error]
        with g.function(f"{g.pick('', '#[inline(never)] ')}fn {name}(x: {kind}, y: {kind}) -> Result<{kind}, {error}>", [("x", kind), ("y", kind)]):
            fail = {"u8": g.leaf("u8"), "()": "()", "Result<u16, u8>": g.pick("Err(4)", "Ok(9)"), "(u8, u32)": f"({g.leaf('u8')}, 70000)"}[error]
            g.line(f"if {g.condition(1)} {{ return Err({fail}); }}")
            g.line(f"let z = x.checked_{g.pick('add', 'sub', 'mul')}(y).ok_or({fail})?;")
            g.line(f"Ok(z ^ {g.integer(kind, 1)})")
        ok = g.name("r")
        g.line(f"let {ok} = {name}({g.integer(kind, 1)}, {g.leaf(kind)});")
        g.mix(f"{ok}.is_ok()")
        g.mix(g.pick(f"{ok}.unwrap_or(3)", f"{ok}.map_or(1, |x| x / 2)", f"{ok}.ok().and_then(|x| x.checked_sub(1)).unwrap_or(2)",
                     f"{ok}.or_else(|_| {name}({g.leaf(kind)}, 1)).unwrap_or_default()", f"(match {ok} {{ Ok(x) if x > 9 => 1, Ok(_) => 2, Err(_) => 3u8 }})"))
        if error == "u8":
            g.mix(f"{ok}.err().unwrap_or(9)")
        elif error == "(u8, u32)":
            g.mix(f"(if let Err((a, b)) = {ok} {{ a as u32 ^ b }} else {{ 1 }})")
        return
    name = g.name("f")
    has_input = g.has_input
    parameters = f"{'d: &[u8; 64], ' if has_input else ''}x: {kind}"
    with g.function(f"{g.pick('', '#[inline(never)] ')}fn {name}({parameters}) -> Option<{kind}>", [("x", kind)], has_input):
        g.line(f"let a = x.checked_{g.pick('add', 'sub', 'mul', 'div')}({g.integer(kind, 1)})?;")
        g.declare("a", kind)
        if has_input:
            g.line(f"let b = *d.get({g.integer('usize', 1)})? as {kind};")
        else:
            g.line(f"let b = [{g.literals(kind, 3)}].iter().copied().find(|&q| q > x)?;")
        g.declare("b", kind)
        if g.chance(0.4):
            g.line(f"let Some(c) = a.checked_sub(b) else {{ return {g.pick('None', f'Some({g.leaf(kind)})')} }};")
            g.declare("c", kind)
        g.line(f"{g.pick('Some', 'Some')}({g.integer(kind, 1)})")
    option = g.name("o")
    g.line(f"let {option} = {name}({'d, ' if has_input else ''}{g.integer(kind, 1)});")
    g.mix(g.pick(f"{option}.unwrap_or({g.leaf(kind)})", f"{option}.map(|x| x ^ 3).unwrap_or_default()", f"{option}.filter(|x| x % 2 == 0).is_some()",
                 f"{option}.xor(Some({g.leaf(kind)})).unwrap_or(8)", f"{option}.zip(Some(3u8)).map_or(0, |(x, y)| x as u64 + y as u64)",
                 f"{option}.or(Some(2)).into_iter().chain([1]).fold(0u64, |a, x| a * 5 + x as u64)", f"({option} > Some({g.literal(kind)}))",
                 f"{option}.unwrap()", f"{option}.is_some_and(|x| x > {g.literal(kind)})", f"{option}.ok_or(5u8).map_or_else(|e| e as u64, |x| x as u64)"))
    g.mix(f"({option} == None)")


def structs(g):
    """Structures by value, with methods."""
    name = g.name("P")
    kinds = [g.type(False) for _ in range(g.number(1, 4))]
    nested = g.chance(0.35)
    fields = "".join(f"f{i}: {kind}, " for i, kind in enumerate(kinds))
    if nested:
        inner = g.name("Q")
        g.item(f"#[derive(Clone, Copy, Default, PartialEq, Debug)]\npub struct {inner}({g.pick('u8', 'u32', 'i64')}, [u16; 3]);")
        fields += f"q: {inner}, "
    derives = "Clone, Copy, Default, PartialEq" + ("" if nested else g.pick("", ", Eq, PartialOrd, Ord"))
    g.item(f"#[derive({derives})]\npub struct {name} {{ {fields}}}")
    value, k0 = g.name("p"), kinds[0]
    methods = g.name("step")
    with g.function(f"impl {name} {{\n    fn {methods}(&mut self, x: {k0}) -> u64", [("x", k0), ("self.f0", k0)]):
        g.line(f"let old = self.f{len(kinds) - 1};")
        g.line(f"self.f0 = {g.integer(k0, 2)};")
        if nested:
            g.line(f"self.q.1[{g.index(3)}] ^= old as u16;")
        g.line("old as u64 }")
    make = ", ".join(f"f{i}: {g.integer(kind, 1)}" for i, kind in enumerate(kinds))
    if nested:
        make += f", q: {inner}({g.leaf('u8')} as _, [{g.integers('u16', 3)}])"
    g.line(f"let mut {value} = {name} {{ {make} }};")
    if g.chance(0.6):
        change = g.name("f")
        with g.function(f"{g.pick('', '#[inline(never)] ')}fn {change}(mut p: {name}, x: u32) -> {name}", [("x", "u32"), ("p.f0", k0)]):
            g.line(f"if {g.condition(1)} {{ p.f0 = {g.integer(k0, 1)}; }}")
            g.line(g.pick("p", f"{name} {{ f0: {g.leaf(k0)}, ..p }}", f"{name} {{ f0: {g.leaf(k0)}, ..Default::default() }}"))
        g.line(f"{value} = {change}({value}, {g.integer('u32', 1)});")
    g.mix(f"{value}.{methods}({g.integer(k0, 1)})")
    for i in range(len(kinds)):
        g.mix(f"{value}.f{i}")
    if nested:
        g.mix(f"{value}.q.1[{g.index(3)}]")
    g.mix(f"({value} == {name}::default())")
    if "Ord" in derives:
        other = g.name("p")
        g.line(f"let {other} = {name} {{ {make} }};")
        g.mix(f"({value}.cmp(&{other}) as i8)")
        g.mix(f"{value}.max({other}).f0")
    if g.chance(0.3):
        array, count = g.name("a"), g.number(2, 4)
        g.line(f"let mut {array} = [{value}; {count}];")
        g.line(f"{array}[{g.index(count)}].f0 = {g.integer(k0, 1)};")
        g.mix(f"{array}[{g.index(count)}].f{len(kinds) - 1}")


def closures(g):
    """Closures that capture by reference, by value, mutably; passed on and returned."""
    kind = g.type(False)
    way = g.number(0, 5)
    name = g.name("c")
    captured = g.let(kind, g.integer(kind, 1), mutable=True)
    if way == 0:
        g.line(f"let {name} = |x: {kind}| x.wrapping_mul({g.leaf(kind)}) ^ {captured};")
        g.mix(f"{name}({g.integer(kind, 1)})")
        g.mix(f"{name}({g.leaf(kind)})")
    elif way == 1:
        g.variables.pop()  # the closure borrows it
        g.line(f"let mut {name} = |x: {kind}| {{ {captured} = {captured}.wrapping_add(x); {captured} as u64 }};")
        g.mix(f"{name}({g.leaf(kind)})")
        g.line(f"for i in 0..{g.number(1, 4)} {{ h = mix(h, {name}(i as {kind})); }}")
        g.mix(captured)
    elif way == 2:
        twice = g.name("f")
        g.item(f"fn {twice}<F: Fn({kind}) -> {kind}>(f: F, x: {kind}) -> {kind} {{ f(f(x)) }}")
        g.mix(f"{twice}(|x| {{ if x as u8 > {g.leaf('u8')} {{ x ^ {captured} }} else {{ x.wrapping_sub(1) }} }}, {g.integer(kind, 1)})")
    elif way == 3:
        maker = g.name("f")
        g.item(f"fn {maker}(k: {kind}) -> impl Fn({kind}) -> {kind} {{ move |x| x.wrapping_add(k) ^ k.rotate_left(3) }}")
        g.line(f"let {name} = {maker}({captured});")
        g.mix(f"{name}({g.integer(kind, 1)})")
    elif way == 4:
        other = g.name("c")
        g.line(f"let {name} = |x: {kind}| x.wrapping_sub({captured});")
        g.line(f"let {other} = |x: {kind}| x ^ {g.literal(kind)};")
        g.line(f"let f{g.used}: &dyn Fn({kind}) -> {kind} = if {g.condition(1)} {{ &{name} }} else {{ &{other} }};")
        g.mix(f"f{g.used}({g.leaf(kind)})")
    else:
        apply = g.name("f")
        g.variables.pop()  # the closure borrows it
        g.item(f"#[inline(never)] fn {apply}(f: &mut dyn FnMut({kind}) -> bool, xs: [{kind}; 3]) -> u32 {{ let mut n = 0; for x in xs {{ if f(x) {{ n += 1; }} }} n }}")
        g.mix(f"{apply}(&mut |x| {{ {captured} ^= x; x > {g.literal(kind)} }}, [{g.integers(kind, 3)}])")
        g.mix(captured)


def generics(g):
    """Functions and structures over types, with bounds, constants and associated items."""
    way = g.number(0, 4)
    if way == 0:
        name, count = g.name("f"), g.number(2, 8)
        kind = g.type(False)
        g.item(f"fn {name}<T: Copy + PartialOrd, const N: usize>(xs: [T; N]) -> usize {{ let mut at = 0; for i in 1..N {{ if xs[i] {g.pick('>', '<', '>=')} xs[at] {{ at = i; }} }} at }}")
        g.mix(f"{name}([{g.integers(kind, count)}])")
        g.mix(f"{name}([{g.condition(1)}, {g.condition(1)}])")
    elif way == 1:
        trait, kinds = g.name("G"), [g.type(False), g.type(False)]
        g.item(f"trait {trait} {{ const K: u64; fn go(self) -> u64; fn twice(self) -> u64 where Self: Sized + Copy {{ self.go().wrapping_mul(Self::K) ^ self.go() }} }}")
        for kind in set(kinds):
            g.item(f"impl {trait} for {kind} {{ const K: u64 = {g.number(1, 9999)}; fn go(self) -> u64 {{ (self ^ {g.number(0, 100)}) as u64 }} }}")
        f = g.name("f")
        g.item(f"fn {f}<A: {trait} + Copy, B: {trait}>(a: A, b: B) -> u64 {{ a.twice() ^ b.go() }}")
        g.mix(f"{f}({g.integer(kinds[0], 1)}, {g.integer(kinds[1], 1)})")
    elif way == 2:
        ring, count = g.name("B"), g.number(2, 6)
        kind = g.type(False)
        g.item(f"struct {ring}<T, const N: usize> {{ xs: [T; N], at: usize }}")
        g.item(f"impl<T: Copy + Default, const N: usize> {ring}<T, N> {{\n    fn new() -> Self {{ Self {{ xs: [T::default(); N], at: 0 }} }}\n"
               f"    fn push(&mut self, x: T) {{ self.xs[self.at % N] = x; self.at += 1; }}\n"
               f"    fn last(&self) -> Option<T> {{ if self.at == 0 {{ None }} else {{ Some(self.xs[(self.at - 1) % N]) }} }}\n"
               f"    fn back(&self, n: usize) -> T {{ self.xs[(self.at + N - 1 - n % N) % N] }} }}")
        b = g.name("b")
        g.line(f"let mut {b} = {ring}::<{kind}, {count}>::new();")
        g.line(f"for i in 0..{g.number(1, 7)} {{ if i as u8 <= {g.leaf('u8')} {{ {b}.push({g.integer(kind, 1)}); }} }}")
        g.mix(f"{b}.last().unwrap_or(1)")
        g.mix(f"{b}.back({g.index(count)})")
    elif way == 3:
        own = g.name("I")
        g.item(f"struct {own}(u32, u32);")
        g.item(f"impl Iterator for {own} {{ type Item = u32; fn next(&mut self) -> Option<u32> {{ if self.1 == 0 {{ return None; }} self.1 -= 1; self.0 = self.0.wrapping_mul({g.pick(5, 1103515245)}).wrapping_add({g.number(1, 99)}); Some(self.0 >> {g.number(0, 9)}) }} }}")
        g.mix(f"{own}({g.integer('u32', 1)}, {g.pick(g.number(1, 9), g.leaf('u32') + ' & 7')}).{g.pick('fold(1u32, |a, x| a ^ x)', 'filter(|x| x % 3 == 0).count()', 'max().unwrap_or(2)', 'skip(1).step_by(2).last().unwrap_or(4)', 'zip(0u8..5).map(|(a, b)| a ^ b as u32).min().unwrap_or(6)')}")
    else:
        wrap = g.name("W")
        kind = g.pick("u16", "u32", "i32", "u64")
        g.item(f"#[derive(Clone, Copy, PartialEq)] struct {wrap}({kind});")
        g.item(f"impl core::ops::Add for {wrap} {{ type Output = {wrap}; fn add(self, o: {wrap}) -> {wrap} {{ {wrap}(self.0.wrapping_add(o.0).rotate_left(1)) }} }}")
        g.item(f"impl core::ops::Index<usize> for {wrap} {{ type Output = {kind}; fn index(&self, i: usize) -> &{kind} {{ if i == 0 {{ &self.0 }} else {{ &7 }} }} }}")
        g.item(f"impl From<{kind}> for {wrap} {{ fn from(x: {kind}) -> Self {{ {wrap}(x ^ 1) }} }}")
        w = g.name("w")
        g.line(f"let {w} = {wrap}({g.integer(kind, 1)}) + {wrap}::from({g.integer(kind, 1)});")
        g.mix(f"{w}.0")
        g.mix(f"{w}[{g.index(2)}]")
        g.mix(f"({w} == {g.integer(kind, 1)}.into())")


def dynamic(g):
    """Trait objects, chosen while it runs."""
    trait, kind = g.name("D"), g.type(False)
    g.item(f"trait {trait} {{ fn go(&self, x: {kind}) -> {kind}; fn id(&self) -> u32 {{ {g.number(1, 99)} }} }}")
    structs_ = []
    for i in range(g.number(2, 3)):
        name, field = g.name("J"), g.type(False)
        g.item(f"struct {name}({field}{', u8' if g.chance(0.4) else ', u64'});")
        with g.function(f"impl {trait} for {name} {{\n    fn go(&self, x: {kind}) -> {kind}", [("x", kind), ("self.0", field), ]):
            g.line(g.integer(kind, 2) + (" }" if i else f" }}\n    fn id(&self) -> u32 {{ self.1 as u32 }}"))
        structs_.append((name, field))
    names = []
    for name, field in structs_:
        value = g.name("j")
        g.line(f"let {value} = {name}({g.integer(field, 1)}, {g.leaf('u8')}{' as _' if g.chance(1) else ''});")
        names.append(value)
    if g.chance(0.5):
        chosen = g.name("y")
        text = "".join(f"if {g.condition(1)} {{ &{value} }} else " for value in names[1:])
        g.line(f"let {chosen}: &dyn {trait} = {text}{{ &{names[0]} }};")
        g.mix(f"{chosen}.go({g.integer(kind, 1)})")
        g.mix(f"{chosen}.id()")
    else:
        array = g.name("y")
        g.line(f"let {array}: [&dyn {trait}; {len(names)}] = [{', '.join('&' + n for n in names)}];")
        g.mix(f"{array}[{g.index(len(names))}].go({g.leaf(kind)})")
        if g.chance(0.5):
            g.line(f"for y in {array} {{ h = mix(h, y.go({g.leaf(kind)}) as u64 ^ y.id() as u64); }}")


def recursion(g):
    """A depth that is known when it is built."""
    name, kind = g.name("f"), g.pick("u32", "u64", "u16", "i32")
    with g.function(f"fn {name}(n: u32, x: {kind}, y: {kind}) -> {kind}", [("n", "u32"), ("x", kind), ("y", kind)]):
        g.line(f"if n == 0 {{ return {g.integer(kind, 1)}; }}")
        if g.chance(0.3):
            g.line(f"if {g.condition(1)} {{ return {g.leaf(kind)}; }}")
        rest = f"{name}(n - 1, {g.integer(kind, 1)}, x)"
        g.line(g.pick(rest, f"{rest}.wrapping_add({g.leaf(kind)})", f"{rest} ^ {name}(n - 1, y, {g.leaf(kind)})"))
    g.mix(f"{name}({g.number(1, 4)}, {g.integer(kind, 1)}, {g.leaf(kind)})")


def arguments(g):
    """Many arguments and large results."""
    kinds = [g.type() for _ in range(g.number(5, 10))]
    name = g.name("f")
    array = g.chance(0.4)
    parameters = [(f"p{i}", kind) for i, kind in enumerate(kinds)]
    result = [g.type() for _ in range(g.number(1, 3))]
    head = ", ".join(f"{n}: {k}" for n, k in parameters) + (", q: [u16; 5]" if array else "")
    kind_text = f"({', '.join(result)},)"
    with g.function(f"{g.pick('#[inline(never)] ', '#[inline(never)] ', '')}fn {name}({head}) -> {kind_text}", parameters):
        if g.chance(0.3):
            g.line(f"if {g.condition(1)} {{ return ({', '.join(g.leaf(k) for k in result)},); }}")
        values = [g.integer(k, 2) for k in result]
        if array:
            values[0] = f"({values[0]} ^ q[{g.index(5)}] as {result[0]})"
        g.line(f"({', '.join(values)},)")
    for _ in range(g.number(1, 2)):
        value = g.name("r")
        words = ", ".join(g.integer(k, 1) for k in kinds) + (f", [{g.integers('u16', 5)}]" if array else "")
        g.line(f"let {value} = {name}({words});")
        for i, kind in enumerate(result):
            g.mix(f"{value}.{i}", kind)


def panics(g):
    """All that ends a program early, for some inputs."""
    byte, limit = g.leaf("u8"), g.pick(1, 2, 100, 250, 255)
    g.line(g.pick(f"if {byte} == {limit} {{ panic!(\"no\"); }}", f"assert!({byte} != {limit}, \"{{}}\", {byte});",
                  f"assert_ne!({byte}, {limit});", f"if {byte} > 253 {{ unreachable!(); }}",
                  f"let _ = {byte}.checked_sub({g.number(0, 2)}).unwrap();", f"let _ = {byte}.checked_add({g.number(0, 5)}).expect(\"room\");",
                  f"h = mix(h, [1u8, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13][{byte} as usize & 15] as u64);",
                  f"h = mix(h, (1000 / {g.integer('u32', 1)}) as u64);", f"h = mix(h, (77 % {byte}) as u64);",
                  f"h = mix(h, ({g.integer('i32', 1)} / {g.leaf('i32')}) as u64);",
                  f"h = h + {byte} as u32;", f"h = mix(h, ({g.leaf('u8')} * 3) as u64);", f"h = mix(h, (-{g.leaf('i8')}) as u64);",
                  f"h = mix(h, ({g.leaf('i8')}).abs() as u64);", f"h = mix(h, (1u32 << ({byte} & 63)) as u64);",
                  f"let _: u8 = u8::try_from({g.leaf('u16')} & 0x1ff).unwrap();", f"h = mix(h, (2u32).pow({byte} as u32 & 63) as u64);",
                  f"let _ = core::str::from_utf8(&[{byte}]).unwrap();", f"let _ = core::num::NonZeroU8::new({byte}).unwrap();",
                  f"let _: [u8; 3] = [1u8, 2, 3, 4][..{g.leaf('u8')} as usize & 3].try_into().unwrap_or([0; 3]);",
                  f"h = mix(h, [1u8, 2, 3, 4, 5][{g.leaf('u8')} as usize & 7..].len() as u64);"))
    g.mix(g.leaf("u32"))


# The first is what LLVM has instructions without a result for, and what people use most.
ORDERS = ("Relaxed", "Relaxed", "Relaxed", "Acquire", "Release", "AcqRel", "SeqCst")
# BPF has the first eight; what is made of the others is a loop, or an error.
ATOMIC_OPS = {"add": 8, "sub": 8, "and": 6, "or": 6, "xor": 6, "swap": 8, "store": 8, "exchange": 8,
              "update": 1, "max": 1, "min": 1, "nand": 1}


def atomics(g):
    """Statics that are changed atomically, and atomics on the stack."""
    atomic, kind = g.pick(("AtomicU32", "u32"), ("AtomicU64", "u64"), ("AtomicI32", "i32"), ("AtomicI64", "i64"), ("AtomicUsize", "usize"))
    order = lambda *without: "core::sync::atomic::Ordering::" + g.pick(*(o for o in ORDERS if o not in without))
    path = f"core::sync::atomic::{atomic}"
    if g.chance(0.75):
        name = g.name("AT")
        g.item(f"static {name}: {path} = {path}::new({g.literal(kind)});")
    else:
        name = g.name("at")
        g.line(f"let {name} = {path}::new({g.integer(kind, 1)});")
    # Loads and stores that order others are for v4 alone.
    plain = lambda *without: order(*without) if g.chance(0.1) else "core::sync::atomic::Ordering::Relaxed"
    loads = lambda: f"{name}.load({plain('Release', 'AcqRel')})"
    for _ in range(g.number(1, 3)):
        op = g.weighted(ATOMIC_OPS)
        value = g.integer(kind, 1)
        if op == "store":
            g.line(f"{name}.store({value}, {plain('Acquire', 'AcqRel')});")
            continue
        if op == "exchange":
            weak = g.pick("", "_weak")
            old = g.pick(loads(), g.literal(kind))
            call = f"{name}.compare_exchange{weak}({old}, {value}, {order()}, {order('Release', 'AcqRel')})"
            g.line(g.pick(f"let _ = {call};", f"h = mix(h, match {call} {{ Ok(x) => x as u64, Err(x) => x as u64 ^ 1 }});", f"h = mix(h, {call}.is_ok() as u64);"))
            continue
        if op == "update":
            g.line(f"let _ = {name}.fetch_update({order()}, {order('Release', 'AcqRel')}, |x| {g.pick('Some(x ^ 5)', 'x.checked_add(1)', 'if x > 3 { Some(1) } else { None }')});")
            continue
        call = f"{name}.swap({value}, {order()})" if op == "swap" else f"{name}.fetch_{op}({value}, {order()})"
        if g.chance(0.3):
            g.line(f"{call};")
        else:
            g.mix(call)
    g.mix(loads())


FEATURES = {loops: 8, while_loops: 9, matches: 8, enums: 8, results: 8, structs: 7, closures: 6, generics: 6,
            dynamic: 5, recursion: 3, arguments: 5, panics: 6, atomics: 6}
