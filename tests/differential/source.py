# SPDX-License-Identifier: MIT OR Apache-2.0
"""The text of one random program while it grows: lines, scopes, names, and random expressions.

All choices come out of one random.Random, so that a seed gives the same program everywhere. Each
expression is parenthesised as a whole, and each statement has a line of its own: the reducer cuts
along these.
"""
import contextlib
import random

INTS = {"u8": (8, False), "u16": (16, False), "u32": (32, False), "u64": (64, False),
        "usize": (64, False), "u128": (128, False), "i8": (8, True), "i16": (16, True),
        "i32": (32, True), "i64": (64, True), "isize": (64, True), "i128": (128, True)}
# How often each is met.
TYPES = {"u8": 4, "u16": 3, "u32": 6, "u64": 5, "usize": 4, "i8": 2, "i16": 2, "i32": 5, "i64": 4,
         "isize": 2, "u128": 1, "i128": 1}
NARROW = {name: weight for name, weight in TYPES.items() if "128" not in name}
UNSIGNED = ("u8", "u16", "u32", "u64", "usize")
SIGNED = ("i8", "i16", "i32", "i64", "isize")
WORDS = ("", "x", "ab", "delta", "alpha", "gam ma", "Zeta-eta", "9", "17", "-5", "a=b", "QuX7",
         "end\\n", "\\u{e9}t\\u{e9}")


class Variable:
    def __init__(self, name, kind, mutable):
        self.name, self.kind, self.mutable = name, kind, mutable


class Source:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.items = []       # of the module, before body()
        self.lines = []       # of the function that is being written
        self.depth = 1        # of its indentation
        self.variables = []   # integers in scope
        self.has_input = True  # d is in scope
        self.used = 0         # for names
        self.features = []

    # Choices

    def chance(self, share):
        return self.random.random() < share

    def pick(self, *choices):
        return self.random.choice(choices)

    def number(self, low, high):
        """Both ends count."""
        return self.random.randint(low, high)

    def weighted(self, weights):
        return self.random.choices(list(weights), list(weights.values()))[0]

    def type(self, wide=True):
        return self.weighted(TYPES if wide else NARROW)

    def name(self, prefix):
        self.used += 1
        return f"{prefix}{self.used}"

    # Statements

    def line(self, text):
        self.lines.append("    " * self.depth + text)

    def item(self, text):
        self.items.append(text)

    @contextlib.contextmanager
    def block(self, head, end="}"):
        """What is written within stands in braces, with a scope of its own."""
        self.line(head + " {")
        self.depth += 1
        before = len(self.variables)
        yield
        del self.variables[before:]
        self.depth -= 1
        self.line(end)

    @contextlib.contextmanager
    def function(self, head, parameters=(), has_input=False):
        """A function of the module; parameters are its integers, as (name, type)."""
        outer = self.lines, self.depth, self.variables, self.has_input
        self.lines, self.depth, self.has_input = [], 1, has_input
        self.variables = [Variable(name, kind, False) for name, kind in parameters]
        yield
        self.item("\n".join([head + " {", *self.lines, "}"]))
        self.lines, self.depth, self.variables, self.has_input = outer

    def let(self, kind, value, mutable=None):
        name = self.name("v")
        if mutable is None:
            mutable = self.chance(0.5)
        self.line(f"let {'mut ' if mutable else ''}{name}: {kind} = {value};")
        self.variables.append(Variable(name, kind, mutable))
        return name

    def declare(self, name, kind, mutable=False):
        """A name that a pattern or a loop has bound."""
        self.variables.append(Variable(name, kind, mutable))
        return name

    def mix(self, value, kind="u64"):
        """Into the result."""
        if kind in ("u128", "i128"):
            self.line(f"h = mix(h, (({value}) >> 64) as u64);")
        self.line(f"h = mix(h, ({value}) as u64);")

    # Integers

    def literal(self, kind):
        bits, signed = INTS[kind]
        top = bits - 1 if signed else bits
        way = self.number(0, 9)
        if way < 4:
            value = self.number(0, 20)
        elif way < 5:
            return f"{kind}::MAX"
        elif way < 6:
            return f"{kind}::MIN"
        elif way < 8:
            value = (1 << self.number(0, top - 1)) + self.number(-1, 1)
        else:
            value = self.random.getrandbits(self.number(1, top))
        value = min(value, (1 << top) - 1)
        if signed and self.chance(0.4):
            return f"(-{max(value, 0)}{kind})"
        return f"{max(value, 0)}{kind}"

    def input(self, kind):
        """Out of the 64 bytes."""
        size = INTS[kind][0] // 8
        if size == 1 or self.chance(0.35):
            if self.chance(0.15):
                return f"(d[{self.index(64, 0)}] as {kind})"
            return f"(d[{self.number(0, 63)}] as {kind})"
        at = self.number(0, 64 - size)
        order = self.pick("le", "be", "ne")
        if size == 2 or (size == 4 and self.chance(0.3)):
            bytes_ = ", ".join(f"d[{at + i}]" for i in range(size))
            return f"{kind}::from_{order}_bytes([{bytes_}])"
        return f"{kind}::from_{order}_bytes(d[{at}..{at + size}].try_into().unwrap())"

    def leaf(self, kind):
        way = self.random.random()
        same = [v.name for v in self.variables if v.kind == kind]
        if same and way < 0.45:
            return self.pick(*same)
        if self.variables and way < 0.7:
            return f"({self.pick(*self.variables).name} as {kind})"
        if self.has_input and way < 0.92:
            return self.input(kind)
        if self.variables and not self.has_input and way < 0.85:
            return f"({self.pick(*self.variables).name} as {kind})"
        return self.literal(kind)

    def integer(self, kind, depth=2):
        if depth <= 0 or self.chance(0.1):
            return self.leaf(kind)
        way = self.weighted(WAYS)
        return getattr(self, "int_" + way)(kind, depth - 1)

    def int_wrapping(self, kind, depth):
        op = self.pick("add", "sub", "mul")
        return f"({self.integer(kind, depth)}).wrapping_{op}({self.integer(kind, depth)})"

    def int_bits(self, kind, depth):
        return f"({self.integer(kind, depth)} {self.pick('&', '|', '^')} {self.integer(kind, depth)})"

    def int_masked(self, kind, depth):
        """Operators that cannot overflow, since their operands are small."""
        bits, signed = INTS[kind]
        a, b = self.integer(kind, depth), self.integer(kind, depth)
        way = self.number(0, 3)
        if way == 0:
            mask = (1 << (bits - 2)) - 1
            return f"(({a} & {mask}) + ({b} & {mask}))"
        if way == 1:
            mask = (1 << (bits // 2 - 1)) - 1
            return f"(({a} & {mask}) * ({b} & {mask}))"
        if signed:
            mask = (1 << self.number(1, bits - 2)) - 1
            return f"(({a} & {mask}) - ({b} & {mask}))"
        top = 1 << (bits - 1)
        return f"(({a} | {top}) - ({b} & {top - 1}))"

    def int_raw(self, kind, depth):
        """May overflow, which panics in a build with overflow checks."""
        small = self.number(1, 9)
        return self.pick(f"({self.leaf(kind)} + {small})", f"({self.leaf(kind)} - {small})",
                         f"({self.leaf(kind)} {self.pick('+', '-', '*')} {self.integer(kind, depth)})")

    def int_checked(self, kind, depth):
        op = self.pick("add", "sub", "mul", "div", "rem", "div_euclid", "rem_euclid", "neg", "shl", "shr")
        a = self.integer(kind, depth)
        if op == "neg":
            call = f"({a}).checked_neg()"
        elif op in ("shl", "shr"):
            call = f"({a}).checked_{op}({self.integer('u32', depth)} & 255)"
        else:
            call = f"({a}).checked_{op}({self.integer(kind, depth)})"
        end = self.pick(f".unwrap_or({self.leaf(kind)})", ".unwrap_or_default()",
                        f".map_or({self.literal(kind)}, |q| q ^ 1)")
        return f"{call}{end}"

    def int_saturating(self, kind, depth):
        op = self.pick("add", "sub", "mul")
        return f"({self.integer(kind, depth)}).saturating_{op}({self.integer(kind, depth)})"

    def int_overflowing(self, kind, depth):
        op = self.pick("add", "sub", "mul")
        call = f"({self.integer(kind, depth)}).overflowing_{op}({self.integer(kind, depth)})"
        return f"(match {call} {{ (q, true) => q ^ 5, (q, false) => q }})"

    def int_division(self, kind, depth):
        bits, signed = INTS[kind]
        a = self.integer(kind, depth)
        op = self.pick("/", "%")
        divisor = self.pick(1, 2, 3, 5, 7, 8, 10, 16, 60, 100, 127)
        way = self.number(0, 6)
        if way < 2:
            return f"({a} {op} {divisor})"
        if way == 2 and not signed:
            return f"({a} {op} ({self.leaf(kind)} | 1))"
        if way == 2:
            return f"(({a} >> 1) {op} (({self.leaf(kind)} & {(1 << (bits - 1)) - 1}) | 1))"
        if way == 3:
            return f"({a}).{self.pick('div', 'rem')}_euclid({divisor})"
        if way == 4:
            return f"({a}).wrapping_{self.pick('div', 'rem')}({self.leaf(kind)} | 1)"
        if way == 5 and signed:
            return f"({a}).wrapping_{self.pick('div', 'rem')}(-{divisor})"
        return f"({a} {op} {self.leaf(kind)})"  # panics on zero

    def int_shift(self, kind, depth):
        bits = INTS[kind][0]
        a = self.integer(kind, depth)
        op = self.pick("<<", ">>")
        word = {"<<": "shl", ">>": "shr"}[op]
        by = self.integer(self.pick("u32", "u32", "u8", "usize"), depth)
        way = self.number(0, 4)
        if way == 0:
            return f"({a} {op} {self.number(0, bits - 1)})"
        if way < 3:
            return f"({a} {op} ({by} & {bits - 1}))"
        if way == 3:
            return f"({a}).wrapping_{word}({by} as u32)"
        return f"({a} {op} ({self.leaf('u32')} % {bits + 1}))"  # rarely too far

    def int_rotate(self, kind, depth):
        by = self.pick(str(self.number(0, INTS[kind][0])), self.integer("u32", depth))
        return f"({self.integer(kind, depth)}).rotate_{self.pick('left', 'right')}({by})"

    def int_count(self, kind, depth):
        op = self.pick("count_ones", "count_zeros", "leading_zeros", "trailing_zeros", "leading_ones",
                       "trailing_ones")
        return f"(({self.integer(self.type(), depth)}).{op}() as {kind})"

    def int_unary(self, kind, depth):
        a = self.integer(kind, depth)
        signed = INTS[kind][1]
        ways = ["!{}", "({}).wrapping_neg()", "({}).swap_bytes()", "({}).reverse_bits()", "({}).to_be()"]
        if signed:
            ways += ["({}).wrapping_abs()", "({}).signum()", "-({} & 63)", "({}).saturating_neg()"]
        else:
            ways += ["({} / 2 + 1).next_power_of_two()", "({}).isqrt()"]
        return "(" + self.pick(*ways).format(a) + ")"

    def int_cast(self, kind, depth):
        return f"({self.integer(self.type(), depth)} as {kind})"

    def int_choice(self, kind, depth):
        return (f"(if {self.condition(depth)} {{ {self.integer(kind, depth)} }} "
                f"else {{ {self.integer(kind, depth)} }})")

    def int_limits(self, kind, depth):
        a = self.integer(kind, depth)
        if self.chance(0.5):
            return f"({a}).{self.pick('min', 'max')}({self.integer(kind, depth)})"
        low, high = sorted((self.number(0, 100), self.number(0, 100)))
        if INTS[kind][1] and self.chance(0.5):
            return f"({a}).clamp(-{high}, {low})"
        return f"({a}).clamp({low}, {high})"

    def int_difference(self, kind, depth):
        return f"(({self.integer(kind, depth)}).abs_diff({self.integer(kind, depth)}) as {kind})"

    def int_power(self, kind, depth):
        exponent = self.pick(str(self.number(0, 5)), f"({self.integer('u32', depth)} & {self.pick(3, 7, 15)})")
        way = self.pick("wrapping_pow({})", "saturating_pow({})", "checked_pow({}).unwrap_or(9)")
        return f"({self.integer(kind, depth)}).{way.format(exponent)}"

    def int_order(self, kind, depth):
        other = self.type()
        return f"(({self.integer(other, depth)}).cmp(&({self.integer(other, depth)})) as i8 as {kind})"

    def int_bool(self, kind, depth):
        return f"({self.condition(depth)} as {kind})"

    def int_match(self, kind, depth):
        arms = "".join(f"{i} => {self.integer(kind, depth - 1)}, " for i in range(self.number(1, 4)))
        return f"(match {self.integer(self.type(False), depth)} & 7 {{ {arms}_ => {self.leaf(kind)} }})"

    def int_high(self, kind, depth):
        """The high half of a product."""
        narrow, wide = self.pick(("u64", "u128"), ("i64", "i128"), ("u32", "u64"), ("i32", "i64"))
        bits = INTS[narrow][0]
        a, b = self.integer(narrow, depth), self.integer(narrow, depth)
        return f"((({a} as {wide} * {b} as {wide}) >> {bits}) as {narrow} as {kind})"

    def int_log(self, kind, depth):
        log = self.pick("checked_ilog2()", "checked_ilog10()", "checked_ilog(3)")
        return f"(({self.integer(self.type(), depth)}).{log}.unwrap_or(77) as {kind})"

    def int_byte(self, kind, depth):
        other = self.type()
        size = INTS[other][0] // 8
        order = self.pick("le", "be", "ne")
        return f"(({self.integer(other, depth)}).to_{order}_bytes()[{self.index(size, depth)}] as {kind})"

    # Conditions

    def condition(self, depth=1):
        way = self.number(0, 11)
        kind = self.type()
        if way < 5 or depth <= 0:
            op = self.pick("==", "!=", "<", "<=", ">", ">=")
            other = self.integer(kind, depth - 1) if self.chance(0.6) else self.literal(kind)
            return f"({self.integer(kind, depth - 1)} {op} {other})"
        if way == 5:
            return f"({self.condition(depth - 1)} {self.pick('&&', '||', '^', '!=')} {self.condition(depth - 1)})"
        if way == 6:
            return f"(!{self.condition(depth - 1)})"
        if way == 7:
            return f"({self.leaf(kind)} & {1 << self.number(0, 6)} != 0)"
        if way == 8:
            low, high = sorted((self.number(0, 120), self.number(0, 120)))
            return self.pick(f"matches!({self.integer('u8', depth - 1)}, {low}..={high} | 200..=255)",
                             f"({low}..{high + 1}).contains(&({self.integer(kind, depth - 1)}))")
        if way == 9:
            return f"(({self.integer('u8', depth - 1)}).is_ascii_{self.pick('digit', 'alphabetic', 'uppercase', 'punctuation', 'whitespace')}())"
        if way == 10:
            return f"({self.integer(self.pick('u32', 'u64', 'usize', 'u8'), depth - 1)}).is_power_of_two()"
        return f"({self.integer(kind, depth - 1)}).checked_{self.pick('add', 'sub', 'mul')}({self.leaf(kind)}).is_{self.pick('some', 'none')}()"

    # Places in arrays

    def index(self, count, depth=1, wild=0.03):
        """A usize below the count, in one of the ways that people write; rarely it may be too large."""
        kind = self.type(False)
        unsigned = self.pick(*UNSIGNED)
        signed = self.pick(*SIGNED)
        if self.chance(wild):
            return f"({self.leaf('u8')} as usize)"
        # Lazily: the ways not taken would cost as much.
        ways = [lambda: f"{self.integer(unsigned, depth)} as usize % {count}",
                lambda: f"({self.integer(unsigned, depth)} % {min(count, 255)}) as usize",
                lambda: f"({self.integer(unsigned, depth)} as usize).min({count - 1})",
                lambda: f"({self.integer(signed, depth)}).clamp(0, {min(count - 1, 127)}) as usize",
                lambda: f"({self.integer(signed, depth)}).rem_euclid({min(count, 127)}) as usize",
                lambda: f"({self.leaf('u8')} as usize * {count}) >> 8",
                lambda: f"{count} - 1 - ({self.integer(unsigned, depth)} % {min(count, 255)}) as usize"]
        if count & (count - 1) == 0:
            ways += [lambda: f"{self.integer(kind, depth)} as usize & {count - 1}",
                     lambda: f"({self.integer(kind, depth)} & {min(count - 1, 127)}) as usize"]
        if count >= 2:
            ways += [lambda: f"{self.condition(depth)} as usize", lambda: self.counted(count, depth),
                     lambda: self.signed_index(count, depth)]
        if count >= 3:
            ways += [lambda: f"(({self.integer(kind, depth)}).cmp(&({self.leaf(kind)})) as i8 + 1) as usize",
                     lambda: self.signed_index(count, depth), lambda: self.signed_index(count, depth)]
        if count >= 9:
            ways += [lambda: f"({self.integer('u8', depth)}).count_ones() as usize",
                     lambda: f"({self.integer('u8', depth)}).leading_zeros() as usize"]
        return f"({self.pick(*ways)()})"

    def signed_index(self, count, depth):
        """The difference of two small numbers, moved up by what it may be below zero."""
        kind = self.pick(*SIGNED)
        below = self.number(1, min(count - 1, 100))
        above = min(count - 1 - below, 100)
        a = f"({self.integer(self.pick(*UNSIGNED), depth - 1)} % {above + 1}) as {kind}"
        b = f"({self.integer(self.pick(*UNSIGNED), depth - 1)} % {below + 1}) as {kind}"
        return self.pick(f"({a} - {b} + {below}) as usize", f"({below} + {a} - {b}) as usize",
                         f"({below} - ({b} - {a})) as usize", f"(({a}).wrapping_sub({b}) + {below}) as usize")

    def counted(self, count, depth):
        """One less than a count of at least one."""
        least = 1 << (count.bit_length() - 1)
        way = self.number(0, 2)
        a = self.integer(self.pick(*UNSIGNED), depth)
        if way == 0:
            return f"((({a} as usize) & {least - 1}) + 1 - 1)"
        if way == 1:
            return f"(({a} as usize % {count}) + 1).wrapping_sub(1)"
        return f"((({a} as usize) % {count}).max(1) - 1)"

    def length(self, most, depth=1):
        """A usize from 0 to the most."""
        return self.index(most + 1, depth, wild=0)

    def word(self):
        return f'"{self.pick(*WORDS)}"'

    def words(self, count):
        return ", ".join(self.word() for _ in range(count))

    def literals(self, kind, count):
        return ", ".join(self.literal(kind) for _ in range(count))

    def integers(self, kind, count, depth=0):
        return ", ".join(self.integer(kind, depth) for _ in range(count))


# How often each way of making an integer is taken.
WAYS = {"wrapping": 12, "bits": 10, "masked": 9, "raw": 3, "checked": 6, "saturating": 5, "overflowing": 3,
        "division": 8, "shift": 9, "rotate": 4, "count": 4, "unary": 6, "cast": 12, "choice": 6,
        "limits": 6, "difference": 3, "power": 2, "order": 3, "bool": 4, "match": 3, "high": 3, "log": 1,
        "byte": 3}
