// body: parts_between_slashes
// One search after another in one text: each byte is read once, by whichever search.
pub fn body(d: &[u8; 64]) -> u32 {
    let text = &d[1..1 + (d[0] & 15) as usize];
    text.split(|&b| b & 7 == 5).count() as u32 + 100 * text.split(|&b| b & 3 == 1).count() as u32
}

// body: lengths_of_parts
pub fn body(d: &[u8; 64]) -> u32 {
    let text = &d[4..4 + (d[0] % 13) as usize];
    text.split(|&b| b & 7 == 5).fold(1u32, |a, part| a.wrapping_mul(31).wrapping_add(part.len() as u32))
}

// body: parts_by_hand
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
    let length = (d[0] & 15) as usize;
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
