//! Measuring: a generator of load, what processes take, and figures of it. Nothing here judges.

pub mod ask;
pub mod figures;
pub mod load;
pub mod mode;
pub mod process;
pub mod response;

use std::error::Error;

/// What came of it, or what went wrong in words for whoever measures.
pub type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;
