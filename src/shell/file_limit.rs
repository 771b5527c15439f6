//! A limit on the size of files is an error of a write, as a full disk is, and never the end of the program.

/// Lets the process outlive the signal that the system sends when a file grows beyond the limit of the user (`ulimit -f`).
///
/// The write that was too long then fails, and is told as any other that does.
pub fn outlive() {
    #[cfg(unix)]
    {
        let nobody_asks = std::sync::Arc::default();
        // where it cannot be had the system does what it does without
        let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, nobody_asks);
    }
}
