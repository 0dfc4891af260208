// promise: const generics: matrices and ring buffers of fixed size
// kernel: 4.15
#![cfg_attr(not(native), no_std, no_main)]
include!("prelude.rs");

struct Matrix<const R: usize, const C: usize>([[u32; C]; R]);

impl<const R: usize, const C: usize> Matrix<R, C> {
    fn of(input: &[u8; 64]) -> Self {
        let mut cells = [[0; C]; R];
        for (r, row) in cells.iter_mut().enumerate() {
            for (c, cell) in row.iter_mut().enumerate() {
                *cell = input[r * C + c] as u32;
            }
        }
        Self(cells)
    }

    fn times<const D: usize>(&self, other: &Matrix<C, D>) -> Matrix<R, D> {
        let mut cells = [[0; D]; R];
        for r in 0..R {
            for d in 0..D {
                for c in 0..C {
                    cells[r][d] += self.0[r][c] * other.0[c][d];
                }
            }
        }
        Matrix(cells)
    }
}

fn compute(input: &[u8; 64]) -> u64 {
    let product = Matrix::<2, 3>::of(input).times(&Matrix::<3, 4>::of(input));
    product.0.as_flattened().iter().fold(0, |h, &x| h * 1009 + x as u64)
}

programs! {
    xdp prog => compute;
}
