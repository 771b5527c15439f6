//! Keeps the binary small: packs the larger example, and where the linker can, folds functions of the same code into one and
//! leaves out the tables for unwinding, which a program that ends with its first panic never reads.

#![allow(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::DeflateEncoder;

const EXAMPLE: &str = "saves/northwind.ron";
const NO_UNWINDING: &str = "SECTIONS { /DISCARD/ : { *(.eh_frame) *(.eh_frame_hdr) } } INSERT AFTER .text;\n";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={EXAMPLE}");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    fold(&out)?;
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&std::fs::read(EXAMPLE)?)?;
    std::fs::write(out.join("northwind.deflate"), packed.finish()?)
}

/// On Linux with x86-64 Rust brings a linker that can fold; a linker of somebody's own choice is left alone.
fn fold(out: &Path) -> io::Result<()> {
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|found| found == value);
    let own_linker = is("CARGO_CFG_TARGET_ARCH", "x86_64")
        && is("CARGO_CFG_TARGET_OS", "linux")
        && is("CARGO_CFG_TARGET_ENV", "gnu")
        && std::env::var_os("CARGO_ENCODED_RUSTFLAGS").is_none_or(|flags| flags.is_empty())
        && std::env::var_os("RUSTC_LINKER").is_none();
    if own_linker && is("PROFILE", "release") {
        println!("cargo::rustc-link-arg-bins=-Wl,--icf=all");
        let script = out.join("no_unwinding.ld");
        std::fs::write(&script, NO_UNWINDING)?;
        println!("cargo::rustc-link-arg-bins=-T{}", script.display());
    }
    Ok(())
}
