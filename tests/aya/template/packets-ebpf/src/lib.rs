#![no_std]

// The package has a library target so that 'packets' can depend on it.
