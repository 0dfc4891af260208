// promise: MaybeUninit, ManuallyDrop, Drop and a small vector on the stack
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

use core::mem::MaybeUninit;

struct Stack<T, const N: usize> {
    items: [MaybeUninit<T>; N],
    count: usize,
}

impl<T: Copy, const N: usize> Stack<T, N> {
    fn new() -> Self {
        Self { items: [const { MaybeUninit::uninit() }; N], count: 0 }
    }

    fn push(&mut self, item: T) -> Result<(), T> {
        let slot = self.items.get_mut(self.count).ok_or(item)?;
        slot.write(item);
        self.count += 1;
        Ok(())
    }

    fn pop(&mut self) -> Option<T> {
        self.count = self.count.checked_sub(1)?;
        Some(unsafe { self.items.get(self.count)?.assume_init() })
    }
}

struct Guard<'a>(&'a mut u64);

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        *self.0 = self.0.wrapping_mul(3) + 1;
    }
}

fn compute(input: &[u8; 64]) -> u64 {
    let mut stack = Stack::<u32, 4>::new();
    let mut sum = 0u64;
    for &byte in &input[..10] {
        let _guard = Guard(&mut sum);
        if byte & 3 == 0 {
            let popped = stack.pop();
            *_guard.0 ^= popped.unwrap_or(7) as u64;
        } else if stack.push(byte as u32 * 5).is_err() {
            *_guard.0 ^= 0x1000;
        }
    }
    sum + stack.count as u64
}

programs! {
    xdp prog => compute;
}
