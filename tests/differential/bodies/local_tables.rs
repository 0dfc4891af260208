// body: words_of_a_local_table
// Lengths that are read from the stack are any number to the verifier.
pub fn body(d: &[u8; 64]) -> u32 {
    let word: &str = ["QuX7", "9", "QuX7", "ab"][(d[3] & 3) as usize];
    word.split(' ').map(|p| p.len()).fold(1u32, |a, n| a * 7 + n as u32)
}

// body: last_byte_of_a_constant
pub fn body(d: &[u8; 64]) -> u32 {
    let word = if d[9] > 7 { "\u{e9}t\u{e9}" } else { "tea" };
    word.rfind('t').unwrap_or(1) as u32
}

// body: lines_of_a_local_table
pub fn body(d: &[u8; 64]) -> u32 {
    let text: &str = ["a=b", "x", "gam ma", "al\npha\n"][(d[3] & 3) as usize];
    text.lines().count() as u32
}

// body: words_and_lengths_far_apart
// Chosen by one number, by ways that LLVM has taken apart: the verifier sees the longest length
// with the last string, too.
static WORDS: [&str; 9] = ["delta", "gam ma", "9", "9", "\u{e9}t\u{e9}", "x", "9", "\u{e9}t\u{e9}", "end\n"];
pub fn body(d: &[u8; 64]) -> u32 {
    let n = match d[0].overflowing_add(1) { (q, true) => q ^ 5, (q, false) => q } as usize % 9;
    WORDS[n].bytes().filter(|b| b.is_ascii_digit()).count() as u32
}

// body: local_rows_of_numbers
pub fn body(d: &[u8; 64]) -> u32 {
    let rows: [&[u16]; 4] = [&[13, 1, 7, 19, 0], &[6769], &[], &[1355, 512, 7]];
    let row = rows[(d[5] as usize / 3) % 4];
    row.iter().fold(3u32, |a, &x| a.wrapping_mul(5) ^ x as u32) + row.get(d[6] as usize % 5).copied().unwrap_or(8) as u32
}

// body: local_table_with_a_hole
// One that is written to stays what it was.
pub fn body(d: &[u8; 64]) -> u32 {
    let mut names = [("one", 1u32), ("two", 2), ("three", 3), ("four", 4)];
    names[(d[1] & 3) as usize] = ("hole", d[2] as u32);
    let (name, number) = names[(d[7] & 3) as usize];
    name.len() as u32 * 1000 + number
}

// body: local_table_in_a_loop
pub fn body(d: &[u8; 64]) -> u32 {
    let mut h = 7u32;
    for &b in &d[8..16] {
        let table = [3u32, 900, 41, 7, 65537, 12, 5, 1];
        h = h.rotate_left(3) ^ table[(b & 7) as usize] ^ table[(h & 7) as usize];
    }
    h
}

// body: local_table_set_in_one_of_two_ways
pub fn body(d: &[u8; 64]) -> u32 {
    let table = if d[0] < 100 { [1u32, 2, 3, 4] } else { [5, 6, 7, 8] };
    let other;
    if d[1] < 9 { other = [9u32, 10, 11, 12]; } else { other = table; }
    table[(d[2] & 3) as usize] * 100 + other[(d[3] & 3) as usize]
}
// body: byte_found_in_a_word
// core looks for it in words of 8 bytes, from the first address on that is a multiple of 8.
pub fn body(d: &[u8; 64]) -> u32 {
    let word: &str = ["quX7", "e", "a longer one, for two words", "ab"][(d[3] & 3) as usize];
    word.contains("e") as u32 + 2 * word.find('X').unwrap_or(9) as u32 + 64 * word.rfind('o').unwrap_or(9) as u32
}

// body: characters_of_one_of_two
// chars() compares with no end inside of a character.
pub fn body(d: &[u8; 64]) -> u32 {
    let text: &str = if d[3] != 10 { "a\u{e9}t\u{e9} a" } else { "gam ma" };
    text.chars().map(|c| c as u32).sum()
}

// body: white_space_of_one_of_two
pub fn body(d: &[u8; 64]) -> u32 {
    let text: &str = if d[3] != 10 { "\u{e9}t\u{e9} a" } else { "gam ma" };
    text.split_whitespace().count() as u32
}

// body: words_one_of_which_is_empty
// The empty one has no address in memory.
pub fn body(d: &[u8; 64]) -> u32 {
    let text: &str = ["\u{e9}t\u{e9}", "", "gam ma", "-5"][(d[3] != 10) as usize];
    text.split_whitespace().count() as u32
}

// body: trimmed_or_empty
pub fn body(d: &[u8; 64]) -> u32 {
    let text: &str = ["", "\u{e9}t\u{e9}", "x"][usize::from_be_bytes(d[40..48].try_into().unwrap()) % 3];
    text.trim_start_matches('a').len() as u32 + 10 * text.trim_end_matches('x').len() as u32
}

// body: text_or_empty
pub fn body(d: &[u8; 64]) -> u32 {
    core::str::from_utf8(&d[8..24]).unwrap_or("").chars().map(|c| c as u32).sum()
}

// body: digits_of_a_text_or_none
pub fn body(d: &[u8; 64]) -> u32 {
    const TEXTS: [&str; 3] = ["delta", "d3lt4", ""];
    let text = TEXTS[2 - (d[0] % 3) as usize];
    text.bytes().filter(|byte| byte.is_ascii_digit()).count() as u32 + 1
}
// body: column_by_a_comparison
pub fn body(d: &[u8; 64]) -> u32 {
    let mut m = [[0u32; 3]; 3];
    for (i, row) in m.iter_mut().enumerate() { *row = [d[i] as u32, d[i + 9] as u32 * 5, d[i + 20] as u32 ^ 77]; }
    let part = |i: usize| u64::from_le_bytes(d[i..i + 8].try_into().unwrap());
    let first = m[part(30) as usize % 3][(part(38) > part(46)) as usize];
    m[part(41) as usize % 3][(part(35) > part(33)) as usize] ^= 9;
    first ^ m[part(31) as usize % 3][(part(39) > part(47)) as usize * 2].rotate_left(3)
}
