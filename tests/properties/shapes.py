# SPDX-License-Identifier: MIT OR Apache-2.0
"""Random programs of the shapes that single changes look for; see changes.py.

Each shape is a function that returns the text of one program: 'body', a function of Rust from 64 bytes,
or from a packet, to a number, or lines of LLVM IR, the variables before an empty one, that read the 64 bytes at '%packet', and write results from 48 on. Lines of
the module's own start with '@' or 'declare'; '$' in a name is the program's. Next to what a change takes there is what it must not take.
"""
import loop_shapes as loops
import memory_shapes as memory

WORDS = ["quX7", "e", "a longer one, for two words", "ab", "", "\u00e9t\u00e9", "x=y", "Zeta", "gam ma", "\u20ac 5 \u20ac",
         "GET", "aXbXc", "\U0001f980 crab", "content-length", "tab\\there", "0123456789"]


def text_of(choice, length):
    return "".join(choice.choice("abeX7 =o\u00e9\u20ac\U0001f980") for _ in range(length))


# ---- prepare/constant_variables.c ----

def constant_variable(choice):
    """A table on the stack. One of two is not constant: a store differs, is of something else, or comes late."""
    width = choice.choice((8, 16, 32, 64))
    count, size = choice.randrange(2, 12), width // 8
    order = choice.sample(range(count), count)
    numbers = [choice.randrange(-(1 << (width - 1)), 1 << (width - 1)) for _ in range(count)]
    lines = [f"%t = alloca [{count} x i{width}], align {size}", "",
             *(f"%p{i} = getelementptr i8, ptr %t, i64 {i * size}" for i in range(count))]
    lines += [f"store i{width} {numbers[i]}, ptr %p{i}, align {size}" for i in order]
    if choice.random() < 0.3:  # the same once more
        lines.append(f"store i{width} {numbers[order[0]]}, ptr %p{order[0]}, align {size}")
    lines += ["%a = load i8, ptr %packet, align 1", f"%b = urem i8 %a, {count}", "%index = zext i8 %b to i64",
              "%from = getelementptr i8, ptr %packet, i64 1", "%c = load i8, ptr %from, align 1",
              "%odd = trunc i8 %c to i1"]
    kind = choice.randrange(8)
    if choice.random() < 0.3:  # zeros alone, where no store says otherwise
        lines = [line for line in lines if not line.startswith("store")]
        lines.append(f"call void @llvm.memset.p0.i64(ptr %t, i8 0, i64 {count * size}, i1 false)")
        if choice.random() < 0.3:  # other bytes, in a part of it
            lines.append(f"call void @llvm.memset.p0.i64(ptr %p1, i8 3, i64 {choice.randrange(1, size + 1)}, i1 false)")
        numbers = [0] * count
    if kind == 0:  # another number in one place
        lines.append(f"store i{width} {numbers[0] ^ 1}, ptr %p0, align {size}")
    elif kind == 1:  # at an index
        lines += [f"%q = getelementptr i{width}, ptr %t, i64 %index", f"store i{width} 7, ptr %q, align {size}"]
    elif kind == 2:  # what is not known
        lines += [f"%v = load i{width}, ptr %from, align 1", f"store i{width} %v, ptr %p1, align {size}"]
    elif kind == 3 and width > 8:  # a part of one
        lines.append("store i8 85, ptr %p1, align 1")
    lines += [f"%e = getelementptr i{width}, ptr %t, i64 %index"]
    place = "%e"
    if choice.random() < 0.4:  # one of two places
        lines.append(f"%s = select i1 %odd, ptr %e, ptr %p{choice.randrange(count)}")
        place = "%s"
    lines += [f"%r = load i{width}, ptr {place}, align {size}", "%to = getelementptr i8, ptr %packet, i64 48",
              f"store i{width} %r, ptr %to, align {size}"]
    if kind == 4:  # and behind the read
        lines += [f"store i{width} {numbers[-1] ^ 3}, ptr %p{count - 1}, align {size}",
                  f"%again = load i{width}, ptr {place}, align {size}",
                  "%next = getelementptr i8, ptr %packet, i64 56", f"store i{width} %again, ptr %next, align {size}"]
    return lines


# ---- prepare/rounded_addresses.c ----

def rounded_address(choice):
    """As searches do: the bytes before a multiple of 8, then words, then the rest."""
    count = choice.randrange(1, 70)
    numbers = ", ".join(str(choice.randrange(256)) for _ in range(count))
    start = choice.randrange(min(count, 9))
    return f"""
static TABLE: [u8; {count}] = [{numbers}];
pub fn body(d: &[u8; 64]) -> u64 {{
    let (head, words, tail) = unsafe {{ TABLE[{start}..].align_to::<u64>() }};
    let mut sum = 0u64;
    for &b in head {{ sum = sum.wrapping_mul(31) ^ u64::from(b ^ d[0]); }}
    for w in words {{ for b in w.to_le_bytes() {{ sum = sum.wrapping_mul(31) ^ u64::from(b ^ d[0]); }} }}
    for &b in tail {{ sum = sum.wrapping_mul(31) ^ u64::from(b ^ d[0]); }}
    sum
}}"""


def searched_text(choice):
    """core's own search in a text, for a byte that may be in it."""
    text = text_of(choice, choice.randrange(16, 40))
    method = choice.choice(("find", "rfind"))
    return f"""
pub fn body(d: &[u8; 64]) -> u64 {{
    let text = "{text}";
    text.{method}(char::from(d[0] & 127)).map_or(99, |at| at as u64)
}}"""


# ---- verifier/split_choices.c, paired_selects.c ----

def chosen_text(choice):
    words = choice.sample(WORDS, choice.choice((2, 3, 4, 5, 8)))
    count = len(words)
    number = choice.choice((f"usize::from(d[0]) % {count}", f"usize::from(d[0] & {count - 1 if count & (count - 1) == 0 else 1})",
                            f"usize::from(d[0]).min({count - 1})"))
    sums = choice.sample(('text.contains("e") as u64', "text.find('X').unwrap_or(9) as u64", "text.len() as u64",
                          "text.rfind('o').unwrap_or(9) as u64", 'text.starts_with("a") as u64',
                          "text.bytes().fold(0, |a, b| a * 3 + u64::from(b))", "(text > \"b\") as u64",
                          "text.as_bytes().first().map_or(7, |&b| u64::from(b))"), 3)
    listed = ", ".join(f'"{word}"' for word in words)
    return f"""
pub fn body(d: &[u8; 64]) -> u64 {{
    let text = [{listed}][{number}];
    {sums[0]} + 64 * ({sums[1]}) + 4096 * ({sums[2]})
}}"""


# ---- verifier/assumed_ends.c ----

def characters(choice):
    one, other = text_of(choice, choice.randrange(1, 9)), text_of(choice, choice.randrange(1, 9))
    what = choice.choice(("text.chars().map(u32::from).sum::<u32>() as u64",
                          "text.chars().filter(|c| c.is_alphabetic()).count() as u64",
                          "text.chars().rev().fold(0u64, |a, c| a.wrapping_mul(5) + u64::from(u32::from(c)))",
                          "text.char_indices().fold(0u64, |a, (i, c)| a * 3 + i as u64 + u64::from(u32::from(c)))",
                          "text.chars().nth(usize::from(d[1] & 3)).map_or(5, |c| u64::from(u32::from(c)))",
                          "text.chars().position(|c| u32::from(c) & 255 == u32::from(d[1])).map_or(77, |i| i as u64)"))
    condition = choice.choice(("d[0] != 10", "d[0] & 1 == 0", "d[0] < 64", "d[0] == d[1]"))
    return f"""
pub fn body(d: &[u8; 64]) -> u64 {{
    let text = if {condition} {{ "{one}" }} else {{ "{other}" }};
    {what}
}}"""


# ---- loops/chains.c ----

def loop_chain(choice):
    """More loops than 32, one after another; a result of one is the bound of another."""
    lines = ["let mut a = 1u64;", "let mut n = u64::from(d[1] & 7);"]
    for i in range(choice.randrange(33, 52)):
        byte, mask = choice.randrange(64), choice.choice((1, 3, 7))
        kind = choice.randrange(5)
        if kind == 0:
            lines.append(f"for i in 0..d[{byte}] & {mask} {{ a = a.wrapping_mul({2 * i + 3}).wrapping_add(u64::from(i)); }}")
        elif kind == 1:
            lines.append(f"for i in 0..n {{ a ^= i << {choice.randrange(40)}; if a & {mask} == {mask} {{ break; }} }}")
        elif kind == 2:
            lines.append(f"n = 0; for i in 0..{mask + 1}usize {{ n += u64::from(d[i + {byte & 31}] & 1); }}")
        elif kind == 3:
            lines.append(f"let mut k = d[{byte}] & {mask}; while k != 0 {{ k -= 1; if d[{byte}] == 9 {{ return a; }} a = a.rotate_left(3) ^ n; }}")
        else:
            lines.append(f"if d[{byte}] > 9 {{ for i in 0..n & {mask} {{ a = a.wrapping_sub(i ^ {i}); }} }}")
    text = "\n    ".join(lines)
    return f"""
pub fn body(d: &[u8; 64]) -> u64 {{
    {text}
    a ^ n
}}"""


# ---- loops/overflow_checks.c ----

def counted(choice):
    """Sums with checks, of which some overflow: narrow ones, and such that start near the end."""
    kind, width = choice.choice((("u8", 8), ("u16", 16), ("u32", 32), ("u32", 32), ("u64", 64), ("usize", 64), ("i32", 31),
                                 ("i16", 15)))
    most = (1 << width) - 1
    start = choice.choice((0, 0, 1, 5, most >> 1, most - choice.randrange(300), max(most - 10**6 * choice.randrange(1, 5000), 0)))
    step = choice.choice(("1", "1", f"{kind}::from(b & 1)", f"{kind}::from(b >> 4)", f"{kind}::from(b & 127)" if width > 15 else "1",
                          "if b > 99 { 3 } else { 1 }", f"({choice.choice((3, 250, 4294, 4295, 70000))}u64 as {kind})"))
    if kind[0] == "i":
        step = step.replace(f"{kind}::from(b & 127)", f"(b & 127) as {kind}").replace(f"{kind}::from", f"{kind}::from")
    if kind == "i16":
        step = "1"
    condition = choice.choice(("true", "b & 1 == 0", "b > 40", "b != d[0]"))
    rounds = choice.choice(("1u32", "u32::from(d[1])", "300", "1 + u32::from(d[1] & 15) * 8"))
    return f"""
pub fn body(d: &[u8; 64]) -> u64 {{
    let mut n: {kind} = ({start}u64) as {kind};
    let mut i = 0u32;
    while i < {rounds} {{
        let b = d[(i & 63) as usize];
        if {condition} {{ n += {step}; }}
        i += 1;
    }}
    n as u64
}}"""


# ---- lower/decided_selects.c ----

def decided_step(choice):
    """The last step of chunks_exact() is a choice by the condition that ends the loop."""
    size = choice.choice((2, 2, 2, 4, 4, 3, 5))
    start = choice.choice(("0", "1", "14", "usize::from(d[1] & 7)"))
    length = choice.choice(("usize::from(d[0] & 15) * 4", "usize::from(d[0] & 7) * 8", "usize::from(d[0] & 63)"))
    chunks = choice.choice(("chunks_exact", "chunks_exact", "chunks_exact", "chunks"))
    end = choice.choice((".map(|c| u32::from(c[0]) << 8 | u32::from(c[c.len() - 1])).sum::<u32>()",
                         ".fold(1u32, |a, c| a.rotate_left(3) ^ u32::from(c[0]))",
                         ".map(|c| u32::from(u16::from_be_bytes([c[0], c[1]]))).sum::<u32>()",
                         ".take_while(|c| c[0] != 9).map(|c| u32::from(c[c.len() - 1])).sum::<u32>()",
                         ".position(|c| c[0] == 9).map_or(77, |at| at as u32)"))
    return f"""
fn parse(d: &[u8]) -> Option<u32> {{
    let rest = d.get({start}..)?;
    let part = rest.get(..{length})?;
    Some(part.{chunks}({size}){end})
}}
pub fn body(packet: &[u8]) -> u64 {{
    parse(packet).map_or(u64::MAX, u64::from)
}}"""


class Shape:
    """'changes' are those that some of its programs must be changed by."""

    def __init__(self, make, changes, **mode):
        self.make, self.changes, self.mode = make, changes, mode

    @property
    def name(self):
        return self.make.__name__


SHAPES = [
    Shape(constant_variable, ["constant-variables"]),
    Shape(rounded_address, ["rounded-addresses"], opt="3"),
    Shape(searched_text, [], opt="3"),
    Shape(chosen_text, ["split-choices"], opt="2"),
    Shape(characters, ["assumed-ends"], opt="3", words=["--skip-quirk=split-choices"]),
    Shape(loop_chain, ["loop-chains"], opt="2"),
    Shape(counted, ["overflow-checks"], opt="2", checks=True),
    Shape(decided_step, ["decided-selects"], opt="1", words=["--kernel=6.1"]),
    Shape(memory.relative_table, ["relative-tables"]),
    Shape(memory.pointer_checks, ["ub-checks", "panic-paths"], opt="0", checks=True, assertions=True),
    Shape(memory.aligned_address, ["aligned-addresses"]),
    Shape(memory.loaded_twice, ["remat"], programs=4),
    Shape(memory.kept_for_later, ["narrow-spills"], programs=4),
    Shape(loops.folded_sum, ["folded-sums"]),
    Shape(loops.two_ways_back, ["latches"]),
    Shape(loops.packed_phi, ["packed-phis"]),
    # One that needs too much stack ends the link of its module before this change is tried.
    Shape(loops.many_ways, ["flat"], opt="3", words=["--kernel=4.15"], programs=2, modules=4),
    Shape(loops.longest_of_a_chunk, ["closed-loops"], opt="2", words=["--kernel=6.1"], programs=8),
]

# Of tests/differential/bodies: file, name, mode, and what must change it. For changes without a shape of their own.
BODIES = [
    ("address_tables", "functions_around_zero", "host O3 cgu1 k4.15", ["indirect-calls", "pointer-tables"]),
    ("texts", "trimmed_word", "host O2 cgu1 k5.4", ["address-constants"]),
    ("texts", "bytes_beside_strings", "host O2 cgu1 k5.4", ["unread-addresses"]),
    ("texts", "start_of_a_word_that_may_be_empty", "host O3 cgu1 k4.15", ["stack-pointers"]),
    ("texts", "wide_power_that_saturates", "host O3 cgu1", ["arithmetic"]),
    ("enums", "three_variants_compared", "host O3 cgu1 k4.15", ["undefined"]),
    ("signed_index", "order_as_index", "host O3 cgu1 k4.15", ["rodata"]),
    ("local_tables", "text_or_empty", "host O2 cgu1 k5.4", ["constant-phis"]),
    ("local_tables", "byte_found_in_a_word", "host O0 checks cgu1", ["i1-vectors"]),
    ("local_tables", "local_rows_of_numbers", "host O2 cgu1 k5.4", ["dangling-pointers"]),
    ("empty_slices", "digits_of_a_string", "host O3 cgu1", ["dangling-pointers", "first-rounds"]),
    ("empty_slices", "elements_by_an_order", "host O3 cgu1", ["dangling-pointers", "first-rounds"]),
    ("empty_slices", "first_byte_by_a_product", "host O3 cgu1 v1", ["dangling-pointers"]),
    ("walks", "varint", "host O0 checks cgu1 v1", ["forgotten-rounds"]),
    ("walks", "run_length", "host O0 checks cgu1 v3 subprograms", ["forgotten-rounds"]),
    ("loops", "every_second_of_a_number_that_may_be_small", "host O1 cgu1 v1", ["halved-rounds"]),
    ("loops", "powers_in_a_walk_that_may_end_early", "bpf O3 cgu1 v1", ["stuck-counters"]),
    ("loops", "wrapping_power", "host O3 cgu1 k4.15", ["stuck-counters"]),
    ("rounds", "up_to_what_another_counts_down", "host O3 cgu1", ["inclusive-ranges"]),
    ("parts_of_arrays", "longest_run_of_a_chunk", "host O2 cgu1 k6.1", ["closed-loops"]),
    ("variable_index", "copied_up_to_a_length", "host O2 cgu1 k5.4", ["memory"]),
    ("variable_index", "range_of_two_variables", "host O3 cgu1 k4.15", ["stack-index"]),
]
