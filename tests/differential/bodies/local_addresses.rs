// body: local_words_written
pub fn body(d: &[u8; 64]) -> u32 {
    let mut words = ["stop", "go", "wait"];
    words[usize::from(d[1] % 3)] = "later";
    words[usize::from(d[0] % 3)].len() as u32 * 256 + u32::from(words[usize::from(d[2] % 3)].as_bytes()[0])
}
// body: local_words_swapped
pub fn body(d: &[u8; 64]) -> u32 {
    let mut words = ["stop", "go", "wait", "left"];
    words.swap(usize::from(d[1] & 3), usize::from(d[2] & 3));
    words.iter().fold(0u32, |sum, word| sum.wrapping_mul(31) ^ u32::from(word.as_bytes()[1]) ^ word.len() as u32)
}
// body: local_structures_with_names
struct Rule {
    name: &'static str,
    port: u16,
    hits: u32,
}
pub fn body(d: &[u8; 64]) -> u32 {
    let mut rules = [Rule { name: "web", port: 80, hits: 0 }, Rule { name: "dns", port: 53, hits: 0 }, Rule { name: "ntp", port: 123, hits: 0 }];
    for &byte in &d[..8] {
        rules[usize::from(byte % 3)].hits += 1;
    }
    let most = if rules[0].hits > rules[1].hits { 0 } else { 1 + usize::from(d[9] & 1) };
    u32::from(rules[most].name.as_bytes()[0]) << 16 | u32::from(rules[most].port) << 4 | rules[most].hits
}
// body: local_functions_written
fn double(x: u32) -> u32 { x.wrapping_mul(2) }
fn triple(x: u32) -> u32 { x.wrapping_mul(3) ^ 1 }
fn turn(x: u32) -> u32 { x.rotate_left(5) }
pub fn body(d: &[u8; 64]) -> u32 {
    let mut steps: [fn(u32) -> u32; 3] = [double, triple, turn];
    steps[usize::from(d[1] % 3)] = turn;
    let mut x = u32::from(d[2]);
    for step in steps {
        x = step(x);
    }
    steps[usize::from(d[3] % 3)](x)
}
// body: local_parts_of_the_input
pub fn body(d: &[u8; 64]) -> u32 {
    let mut parts: [&[u8]; 3] = [&d[..4], &d[8..12], &d[20..28]];
    parts[usize::from(d[1] % 3)] = &d[30..35];
    let part = parts[usize::from(d[0] % 3)];
    part.iter().fold(part.len() as u32, |sum, &b| sum.wrapping_mul(31) + u32::from(b))
}
