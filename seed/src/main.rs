//! The `seed` command: see [`seed::cli`] for what it can do.

use std::process::ExitCode;

/// A load makes very many small texts in one thread and drops them in another: with the system's allocator a third of its
/// time went there.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    seed::cli::run()
}
