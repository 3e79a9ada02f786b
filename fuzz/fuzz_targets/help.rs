#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| selfhelp_fuzz::target::help(data));
