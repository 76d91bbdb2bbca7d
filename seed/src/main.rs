//! The `seed` command: see [`seed::cli`] for what it can do.

use std::process::ExitCode;

/// A load makes and drops very many small texts, in one thread and in another: half again as fast as by the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    seed::cli::run()
}
