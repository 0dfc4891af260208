// body: parts_by_hand
// One search after another in one text: each byte is read once, by whichever search.
pub fn body(d: &[u8; 64]) -> u32 {
    let length = (d[0] & 15) as usize;
    let (mut start, mut h) = (0, 7u32);
    while start < length {
        let mut n = 0;
        while start + n < length && d[start + n] & 7 != 3 {
            n += 1;
        }
        h = h.wrapping_mul(33).wrapping_add(n as u32);
        start += n + 1;
    }
    h
}

// body: searches_that_overlap
// The next search starts one byte further on: bytes are read again and again.
pub fn body(d: &[u8; 64]) -> u32 {
    let length = (d[0] & 15) as usize;
    let (mut start, mut h) = (0, 7u32);
    while start < length {
        let mut n = 0;
        while start + n < length && d[start + n] & 7 != 3 {
            n += 1;
        }
        h = h.wrapping_mul(33).wrapping_add(n as u32);
        start += 1;
    }
    h
}

// body: searches_that_are_done_again
// Up to three times from one place.
pub fn body(d: &[u8; 64]) -> u32 {
    let length = (d[0] & 3) as usize;
    let (mut start, mut h) = (0, 7u32);
    while start < length {
        let mut n = 0;
        for again in 0..(d[1] & 3) as u32 {
            n = 0;
            while start + n < length && (d[start + n] as u32 + again) & 7 != 3 {
                n += 1;
            }
            h = h.wrapping_mul(33).wrapping_add(n as u32);
        }
        start += n + 1;
    }
    h
}

// body: searches_that_step_back
// Half of what a search has passed is searched again.
pub fn body(d: &[u8; 64]) -> u32 {
    let length = (d[0] & 15) as usize;
    let (mut start, mut h) = (0, 7u32);
    while start < length {
        let mut n = 0;
        while start + n < length && d[start + n] & 7 != 3 {
            n += 1;
        }
        h = h.wrapping_mul(33).wrapping_add(n as u32);
        start += n / 2 + 1;
    }
    h
}

// body: searches_in_steps
pub fn body(d: &[u8; 64]) -> u32 {
    let length = (d[0] & 15) as usize;
    let (mut start, mut h) = (0, 7u32);
    while start < length {
        let mut n = 0;
        while start + 2 * n < length && d[start + 2 * n] & 7 != 3 {
            n += 1;
        }
        h = h.wrapping_mul(33).wrapping_add(n as u32);
        start += n + 1;
    }
    h
}

// body: byte_in_a_part_of_unknown_length
pub fn body(d: &[u8; 64]) -> u32 {
    let part: &[u8] = &d[36..36 + ((d[3] as usize * 17) >> 8)];
    part.contains(&d[1]) as u32 + part.len() as u32
}

// body: byte_in_a_part_of_unknown_start
pub fn body(d: &[u8; 64]) -> u32 {
    let part: &[u8] = &d[(d[3] % 26) as usize..57];
    part.contains(&d[1]) as u32 + part.len() as u32
}
// body: last_with_its_narrow_number
pub fn body(d: &[u8; 64]) -> u32 {
    d[45..].iter().map(|&byte| u16::from(byte)).enumerate().map(|(i, x)| x.wrapping_add(i as u16)).last().unwrap_or(5).into()
}
// body: steps_from_an_end_behind_options
fn less(x: i32) -> Option<i32> {
    Some(x.checked_sub(1)?.min(1))
}
pub fn body(d: &[u8; 64]) -> u32 {
    let found = less(i16::from_ne_bytes([1, d[63]]).checked_ilog2().unwrap_or(1) as i32);
    let sum = found.zip(Some(1u8)).map_or(0, |(x, y)| x as u32 + u32::from(y));
    sum ^ d[2..].iter().rev().step_by(5).fold(1, |a: u32, &x| a.wrapping_mul(7) + u32::from(x))
}
