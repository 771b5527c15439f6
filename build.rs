//! Folds functions of the same code into one where the linker can: Linux on x86-64, where Rust brings its own.

#![allow(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
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
