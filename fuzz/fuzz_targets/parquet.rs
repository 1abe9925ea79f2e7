#![no_main]

#[allow(dead_code, reason = "each target uses one of these")]
#[path = "../files.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::parquet(bytes));
