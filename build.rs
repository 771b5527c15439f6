//! Keeps the binary small: packs the larger example, and folds functions of the same code into one where the linker can.

#![allow(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]

use std::io::{self, Write as _};
use std::path::PathBuf;

use flate2::Compression;
use flate2::write::DeflateEncoder;

const EXAMPLE: &str = "saves/northwind.ron";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={EXAMPLE}");
    fold();
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&std::fs::read(EXAMPLE)?)?;
    std::fs::write(out.join("northwind.deflate"), packed.finish()?)
}

/// On Linux with x86-64 Rust brings a linker that can fold; a linker of somebody's own choice is left alone.
fn fold() {
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|found| found == value);
    let own_linker = is("CARGO_CFG_TARGET_ARCH", "x86_64")
        && is("CARGO_CFG_TARGET_OS", "linux")
        && is("CARGO_CFG_TARGET_ENV", "gnu")
        && std::env::var_os("CARGO_ENCODED_RUSTFLAGS").is_none_or(|flags| flags.is_empty())
        && std::env::var_os("RUSTC_LINKER").is_none();
    if own_linker && is("PROFILE", "release") {
        println!("cargo::rustc-link-arg-bins=-Wl,--icf=all");
    }
}
