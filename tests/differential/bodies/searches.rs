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
