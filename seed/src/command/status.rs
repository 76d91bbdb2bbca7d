//! `seed status`

use std::io;

use super::{Console, Outcome, database};
use crate::cli::Options;
use crate::status::status;

pub(crate) fn run(options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let status = database(options, status)?;
    console.result(options.format, status.to_string().trim_end(), &status)?;
    Ok(Outcome::Fine)
}
