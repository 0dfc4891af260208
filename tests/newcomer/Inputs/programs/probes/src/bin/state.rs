#![no_std]
#![no_main]
probes::filter!(state);
