#![no_main]
#![doc = "See the function of this name."]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gouji_fuzz::compound(bytes));
