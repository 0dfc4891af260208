// promise: calls through dyn where the type can be found out
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

trait Shape {
    fn area(&self) -> u64;
    fn grow(&mut self, by: u64);
}

struct Square(u64);
struct Rectangle {
    width: u64,
    height: u64,
}

impl Shape for Square {
    fn area(&self) -> u64 {
        self.0.wrapping_mul(self.0)
    }
    fn grow(&mut self, by: u64) {
        self.0 = self.0.wrapping_add(by);
    }
}

impl Shape for Rectangle {
    fn area(&self) -> u64 {
        self.width.wrapping_mul(self.height)
    }
    fn grow(&mut self, by: u64) {
        self.height = self.height.wrapping_mul(by);
    }
}

fn total(shapes: &mut [&mut dyn Shape], by: u64) -> u64 {
    let mut sum = 0u64;
    for shape in shapes {
        shape.grow(by);
        sum = sum.wrapping_add(shape.area());
    }
    sum
}

fn compute(input: &[u8; 64]) -> u64 {
    let mut square = Square(word(input, 0));
    let mut rectangle = Rectangle { width: word(input, 1), height: input[16] as u64 };
    total(&mut [&mut square, &mut rectangle], word(input, 3))
}

programs! {
    xdp prog => compute;
}
