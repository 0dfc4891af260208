// SPDX-License-Identifier: MIT OR Apache-2.0
// Parts of small arrays: moved, turned, filled and searched, and places one before or behind a number.

// body: moved_within
pub fn body(d: &[u8; 64]) -> u32 {
    let mut bytes = *d.first_chunk::<24>().unwrap();
    let (from, to) = (usize::from(d[40] & 7), usize::from(d[41] & 15));
    bytes.copy_within(from..from + 8, to);
    bytes.iter().fold(3, |sum, &b| sum * 31 ^ u32::from(b))
}
// body: put_into_the_middle
struct Few {
    items: [u16; 12],
    count: usize,
}
impl Few {
    fn put(&mut self, at: usize, item: u16) {
        if self.count < 12 && at <= self.count {
            self.items.copy_within(at..self.count, at + 1);
            self.items[at] = item;
            self.count += 1;
        }
    }
}
pub fn body(d: &[u8; 64]) -> u32 {
    let mut few = Few { items: [0; 12], count: 0 };
    for &b in &d[5..10] {
        few.put(usize::from(b & 3), u16::from(b));
    }
    few.items.iter().fold(few.count as u32, |sum, &item| sum.wrapping_mul(31) ^ u32::from(item))
}
// body: turned
pub fn body(d: &[u8; 64]) -> u32 {
    let mut bytes = *d.last_chunk::<16>().unwrap();
    bytes.rotate_left(usize::from(d[2] & 15));
    bytes.iter().fold(1, |sum: u32, &b| sum.wrapping_mul(33) ^ u32::from(b))
}
// body: ends_swapped
pub fn body(d: &[u8; 64]) -> u32 {
    let mut bytes = *d.first_chunk::<16>().unwrap();
    let at = usize::from(d[30]) % 16;
    bytes.swap(at, 15 - at);
    bytes.swap(0, at);
    bytes.iter().fold(1, |sum: u32, &b| sum.wrapping_mul(33) ^ u32::from(b))
}
// body: start_and_tail
pub fn body(d: &[u8; 64]) -> u32 {
    let bytes = *d.first_chunk::<16>().unwrap();
    let length = usize::from(d[50]).min(16);
    let sum = |part: &[u8]| part.iter().fold(7u32, |sum, &b| sum.wrapping_mul(31) ^ u32::from(b));
    sum(&bytes[..length]) ^ sum(&bytes[16 - length..]) << 1
}
// body: filled_from_both_sides
pub fn body(d: &[u8; 64]) -> u32 {
    let mut bytes = *d.first_chunk::<16>().unwrap();
    let length = usize::from(d[50]).min(16);
    bytes[length..].fill(0xee);
    bytes[..length / 2].fill(0x11);
    bytes.iter().fold(1, |sum: u32, &b| sum.wrapping_mul(33) ^ u32::from(b))
}
// body: sorted_by_insertion
pub fn body(d: &[u8; 64]) -> u32 {
    let mut bytes = *d.first_chunk::<8>().unwrap();
    for end in 1..bytes.len() {
        let mut at = end;
        while at > 0 && bytes[at - 1] > bytes[at] {
            bytes.swap(at - 1, at);
            at -= 1;
        }
    }
    bytes.iter().fold(0, |sum: u32, &b| sum.wrapping_mul(257) ^ u32::from(b))
}
// body: runs_of_one_kind
pub fn body(d: &[u8; 64]) -> u32 {
    let mut runs = [(0u8, 0u8); 12];
    let mut count = 0;
    for &b in &d[10..22] {
        if count > 0 && runs[count - 1].0 == b & 1 {
            runs[count - 1].1 += 1;
        } else {
            runs[count] = (b & 1, 1);
            count += 1;
        }
    }
    runs.iter().fold(count as u32, |sum, run| sum.wrapping_mul(31) ^ u32::from(run.1) << run.0)
}
// body: each_once
pub fn body(d: &[u8; 64]) -> u32 {
    let mut kept = [0u8; 12];
    let mut count = 0;
    for &b in &d[10..22] {
        if count == 0 || kept[count - 1] != b >> 5 {
            kept[count] = b >> 5;
            count += 1;
        }
    }
    kept.iter().fold(count as u32, |sum, &b| sum.wrapping_mul(31) ^ u32::from(b))
}
// body: digits_from_the_last
pub fn body(d: &[u8; 64]) -> u32 {
    let mut text = [b' '; 6];
    let mut number = u32::from(u16::from_le_bytes([d[0], d[9]]));
    let mut at = text.len();
    loop {
        at -= 1;
        text[at] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 || at == 0 {
            break;
        }
    }
    text[at..].iter().fold(at as u32, |sum, &b| sum.wrapping_mul(31) ^ u32::from(b))
}
// body: beside_a_split
pub fn body(d: &[u8; 64]) -> u32 {
    let bytes = *d.first_chunk::<16>().unwrap();
    let (head, tail) = bytes.split_at(usize::from(d[20] & 15));
    u32::from(head.last().copied().unwrap_or(1)) << 8 | u32::from(tail.first().copied().unwrap_or(2))
}
// body: last_small_one
pub fn body(d: &[u8; 64]) -> u32 {
    let bytes = *d.last_chunk::<16>().unwrap();
    let length = usize::from(d[3]).min(16);
    let place = bytes[..length].iter().rposition(|&b| b < 70).map_or(99, |at| at as u32);
    place ^ bytes.iter().rev().skip(2).step_by(3).fold(0, |sum: u32, &b| sum * 3 + u32::from(b)) << 5
}
// body: one_of_two_tables_less_one
static FEW: [u16; 4] = [2, 3, 5, 7];
static MORE: [u16; 6] = [110, 130, 170, 190, 230, 290];
pub fn body(d: &[u8; 64]) -> u32 {
    let table: &[u16] = if d[0] & 1 == 0 { &FEW } else { &MORE };
    match usize::from(d[1]) {
        0 => 9,
        number => table.get(number - 1).map_or(5, |&found| u32::from(found)),
    }
}
// body: counted_from_the_end
static DOWN: [u32; 8] = [80, 70, 60, 50, 40, 30, 20, 10];
pub fn body(d: &[u8; 64]) -> u32 {
    let back = usize::from(d[33]);
    if back < DOWN.len() { DOWN[DOWN.len() - 1 - back] } else { 0 }
}
// body: on_both_sides
pub fn body(d: &[u8; 64]) -> u32 {
    let bytes = *d.first_chunk::<16>().unwrap();
    let at = usize::from(d[40]);
    let before = if (1..=16).contains(&at) { bytes[at - 1] } else { 0 };
    let behind = if at < 15 { bytes[at + 1] } else { 0 };
    u32::from(before) << 8 | u32::from(behind)
}
// body: around_a_place_of_a_grid
pub fn body(d: &[u8; 64]) -> u32 {
    let mut grid = [[0u8; 4]; 4];
    for (y, row) in grid.iter_mut().enumerate() {
        row.copy_from_slice(&d[8 + 4 * y..12 + 4 * y]);
    }
    let (x, y) = (usize::from(d[0] & 3), usize::from(d[1] & 3));
    let mut sum = 1u32;
    if x > 0 {
        sum = sum * 31 ^ u32::from(grid[y][x - 1]);
    }
    if x < 3 {
        sum = sum * 31 ^ u32::from(grid[y][x + 1]);
    }
    if y > 0 {
        sum = sum * 31 ^ u32::from(grid[y - 1][x]);
    }
    if y < 3 {
        sum = sum * 31 ^ u32::from(grid[y + 1][x]);
    }
    sum
}
// body: back_from_the_end_by_pointers
pub fn body(d: &[u8; 64]) -> u32 {
    let bytes = core::hint::black_box(*d.first_chunk::<31>().unwrap());
    let (first, second) = (usize::from(d[40] & 15), usize::from(d[41] & 15));
    let last = &raw const bytes[30];
    unsafe {
        let one = last.sub(first);
        u32::from(*one) | u32::from(*one.sub(second)) << 8
    }
}
// body: ring_walked_backwards
pub fn body(d: &[u8; 64]) -> u32 {
    let mut ring = [0u16; 8];
    let mut head = usize::from(d[3]) & 7;
    for &b in &d[8..18] {
        ring[head] = u16::from(b) * 3;
        head = if head == 0 { 7 } else { head - 1 };
    }
    u32::from(ring[(head + 1) & 7]) << 16 | u32::from(ring[(head + 7) % 8])
}
// body: machine_with_a_stack
enum Step {
    Put(u32),
    Drop,
    Sum,
    Swap(usize),
    Flip,
}
fn step(byte: u8) -> Step {
    match byte % 5 {
        0 => Step::Put(u32::from(byte) * 3),
        1 => Step::Drop,
        2 => Step::Sum,
        3 => Step::Swap(usize::from(byte >> 4)),
        _ => Step::Flip,
    }
}
pub fn body(d: &[u8; 64]) -> u32 {
    let mut stack = [0u32; 8];
    let mut depth = 0;
    for &b in &d[3..11] {
        match step(b) {
            Step::Put(number) if depth < 8 => {
                stack[depth] = number;
                depth += 1;
            }
            Step::Drop if depth > 0 => depth -= 1,
            Step::Sum if depth > 1 && depth <= 8 => {
                stack[depth - 2] = stack[depth - 2].wrapping_add(stack[depth - 1]);
                depth -= 1;
            }
            Step::Swap(with) if with < depth && depth <= 8 => stack.swap(with, depth - 1),
            Step::Flip if depth > 0 && depth <= 8 => stack[depth - 1] = !stack[depth - 1],
            _ => {}
        }
    }
    stack.iter().fold(depth as u32, |sum, &number| sum.wrapping_mul(31) ^ number)
}
// body: rows_with_a_number_each
static LEVELS: [(&str, u32); 4] = [("off", 2), ("some", 6), ("", 11), ("everything", 30)];
pub fn body(d: &[u8; 64]) -> u32 {
    let (name, weight) = LEVELS[((d[0] as i8).clamp(-1, 2) + 1) as usize];
    let above: u32 = LEVELS.iter().filter(|row| row.1 > u32::from(d[1])).map(|row| row.0.len() as u32).sum();
    name.bytes().fold(weight, |sum, b| sum.wrapping_mul(31) ^ u32::from(b)) ^ above << 20
}
// body: functions_of_a_table
fn more(x: u32) -> u32 {
    x.wrapping_add(11)
}
fn thrice(x: u32) -> u32 {
    x.wrapping_mul(3)
}
fn less(x: u32) -> u32 {
    x >> 3
}
static STEPS: [fn(u32) -> u32; 3] = [more, thrice, less];
pub fn body(d: &[u8; 64]) -> u32 {
    let mut x = u32::from_le_bytes([d[4], d[5], d[6], d[7]]);
    for &b in &d[..4] {
        x = STEPS.get(usize::from(b & 3)).map_or(x ^ 5, |step| step(x));
    }
    match usize::from(d[9]) {
        number @ 1..=3 => STEPS[number - 1](x),
        _ => x,
    }
}
// body: popped
struct Items {
    at: [u32; 8],
    top: usize,
}
impl Items {
    fn pop(&mut self) -> Option<u32> {
        self.top = self.top.checked_sub(1)?;
        self.at.get(self.top).copied()
    }
}
pub fn body(d: &[u8; 64]) -> u32 {
    let mut items = Items { at: core::array::from_fn(|i| u32::from(d[16 + i]) * 3), top: usize::from(d[3]) };
    items.pop().unwrap_or(99)
}
// body: turned_round_up_to_a_length
pub fn body(d: &[u8; 64]) -> u32 {
    let from = *d.first_chunk::<8>().unwrap();
    let length = usize::from(d[20]).min(8);
    let mut to = [0u8; 8];
    for at in 0..length {
        to[at] = from[length - 1 - at];
    }
    to.iter().fold(0, |sum: u32, &b| sum.wrapping_mul(31) ^ u32::from(b))
}
// body: ended_by_a_zero
pub fn body(d: &[u8; 64]) -> u32 {
    let mut name = *d.first_chunk::<16>().unwrap();
    match usize::from(d[30]) {
        length @ 1..=16 => {
            let last = name[length - 1];
            name[length - 1] = 0;
            name.iter().fold(u32::from(last), |sum, &b| sum.wrapping_mul(31) ^ u32::from(b))
        }
        _ => 1,
    }
}
// body: days_of_a_month
const DAYS: [u16; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
pub fn body(d: &[u8; 64]) -> u32 {
    match d[30] & 15 {
        month @ 1..=12 => u32::from(DAYS[usize::from(month) - 1]),
        _ => 0,
    }
}
// body: two_behind_one_remainder
static TWICE: [u8; 20] = *b"00112233445566778899";
pub fn body(d: &[u8; 64]) -> u32 {
    let at = usize::from(d[5] % 10) * 2;
    u32::from(TWICE[at]) << 8 | u32::from(TWICE[at + 1])
}
// body: longest_run_of_a_chunk
pub fn body(d: &[u8; 64]) -> u32 {
    d[..12].chunk_by(|a, b| a % 2 == b % 2).map(|run| run.len() as u32).max().unwrap_or(0)
}
// body: signed_limits_then_index
static HALVES: [u32; 8] = [5, 15, 25, 35, 45, 55, 65, 75];
pub fn body(d: &[u8; 64]) -> u32 {
    let signed = d[7] as i8 as isize;
    if signed < -4 {
        return 1;
    }
    if signed > 3 {
        return 2;
    }
    let middle = &raw const HALVES[4];
    HALVES[(signed + 4) as usize] ^ unsafe { *middle.offset(signed) } << 8
}
// body: signed_limits_then_place_on_stack
pub fn body(d: &[u8; 64]) -> u32 {
    let mut counts: [u32; 9] = core::array::from_fn(|i| u32::from(d[20 + i]));
    let signed = i32::from(d[0] as i8);
    counts[(signed.clamp(-4, 4) + 4) as usize] += 100;
    if (-4..=4).contains(&signed) {
        unsafe { *counts.get_unchecked_mut((signed + 4) as usize) += 3 };
    }
    counts.iter().fold(0, |sum: u32, &count| sum.wrapping_mul(257) ^ count)
}
// body: signed_parts
pub fn body(d: &[u8; 64]) -> u32 {
    let (a, b) = (d[0] as i8, d[3] as i8);
    let c = i16::from_le_bytes([d[4], d[5]]);
    let mut sum = i32::from(a.wrapping_mul(b)).wrapping_mul(1000) + i32::from(c >> 3);
    if b != 0 {
        sum += i32::from(a.wrapping_div(b));
        sum ^= i32::from(c.wrapping_rem(i16::from(b)));
    }
    sum ^= i32::from(a.saturating_sub(b)) << 7;
    sum ^= i32::from(a.abs_diff(b)) << 20;
    (sum ^ i32::from(a.signum()) << 30) as u32
}
// body: wide_signed_parts
pub fn body(d: &[u8; 64]) -> u32 {
    let word = |at: usize| i64::from_le_bytes(*d[at..].first_chunk().unwrap());
    let (a, b) = (i128::from(word(8)), i128::from(word(16)));
    let shift = u32::from(d[3] & 63);
    let product = (a * b) >> shift;
    let shifted = (a << shift) ^ b;
    let quotient = if b == 0 { 1 } else { a.wrapping_mul(a) / b };
    let sum = (product ^ shifted ^ quotient) as u128;
    (sum ^ sum >> 32 ^ sum >> 64 ^ sum >> 96) as u32
}
// body: checked_products
pub fn body(d: &[u8; 64]) -> u32 {
    let word = |at: usize| i64::from_le_bytes(*d[at..].first_chunk().unwrap());
    let small = i32::from_le_bytes(*d[4..].first_chunk().unwrap());
    let first = small.checked_mul(i32::from(d[8])).map_or(11, |product| product as u32);
    let second = (word(16) as u64).checked_mul(word(24) as u64).map_or(13, |product| product as u32);
    let third = word(16).checked_mul(word(24)).map_or(17, |product| product as u32);
    let fourth = u32::from(word(32).overflowing_mul(-3).1);
    let fifth = small.checked_neg().map_or(19, |negated| negated as u32);
    first ^ second << 3 ^ third << 5 ^ fourth << 7 ^ fifth << 9
}
// body: rest_of_words_filled
pub fn body(d: &[u8; 64]) -> u32 {
    let mut words = [1u64; 14];
    let start = 1.cmp(&usize::from_ne_bytes(d[56..64].try_into().unwrap())) as i8 + 1;
    words[start as usize..].fill(u64::from(d[18]));
    words.iter().fold(1, |sum: u32, &word| sum.rotate_left(5) ^ word as u32)
}
