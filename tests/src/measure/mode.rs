//! Which caches a service has while it is measured.

use super::ask::Ask;

/// What is kept from one request to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Mode {
    /// Whole answers: the same question is asked again and again.
    Hot,
    /// Records but no answers.
    Warm,
    /// Neither.
    Cold,
}

impl Mode {
    /// Its name in a table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Hot => "hot",
            Self::Warm => "warm",
            Self::Cold => "cold",
        }
    }

    /// The ways to ask that say something in this mode.
    #[must_use]
    pub fn asks(self) -> &'static [Ask] {
        match self {
            Self::Hot => &[Ask::Get, Ask::Post, Ask::NotModified],
            Self::Warm | Self::Cold => &[Ask::Post],
        }
    }

    /// The options of the service.
    #[must_use]
    pub fn options(self) -> &'static [&'static str] {
        match self {
            Self::Hot => &[],
            Self::Warm => &["--answer-cache", "0"],
            Self::Cold => &["--answer-cache", "0", "--record-cache", "0"],
        }
    }
}
