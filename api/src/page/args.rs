//! The arguments of a page: `first`/`after` from the front, `last`/`before` from the back.

use super::cursor::Cursor;
use crate::error::Error;

/// Items of a page when neither `first` nor `last` is given.
const DEFAULT: u32 = 20;
/// The most items of a page.
const MOST: i32 = 100;

/// Which part of a list is wanted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Page {
    /// How many items, 0 to 100.
    pub size: u32,
    /// True when the items are counted from the back (`last`).
    pub backward: bool,
    /// Only what comes after this.
    pub after: Option<Cursor>,
    /// Only what comes before this.
    pub before: Option<Cursor>,
}

impl Page {
    /// Reads the four arguments of a connection.
    ///
    /// # Errors
    /// `BAD_INPUT` for a size outside 0 to 100, for `first` with `last`, and for what is not a cursor.
    pub fn new(
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> Result<Self, Error> {
        if first.is_some() && last.is_some() {
            return Err(Error::BadInput(
                "give `first` or `last`, not both: one counts from the front, the other from the back".into(),
            ));
        }
        let size = match (first, last) {
            (Some(first), _) => page_size("first", first)?,
            (_, Some(last)) => page_size("last", last)?,
            _ => DEFAULT,
        };
        let decode = |argument, text: Option<String>| text.map(|text| Cursor::decode(argument, &text)).transpose();
        Ok(Self {
            size,
            backward: last.is_some(),
            after: decode("after", after)?,
            before: decode("before", before)?,
        })
    }

    /// The first items after a cursor.
    ///
    /// # Errors
    /// As [`Page::new`].
    pub fn forward(first: Option<i32>, after: Option<String>) -> Result<Self, Error> {
        Self::new(first, after, None, None)
    }
}

/// A list's `first`, for lists without cursors.
///
/// # Errors
/// `BAD_INPUT` outside 0 to 100.
pub fn size(argument: &str, value: i32) -> Result<u32, Error> {
    within(argument, value, "")
}

/// A connection's `first` or `last`.
fn page_size(argument: &str, value: i32) -> Result<u32, Error> {
    within(argument, value, ", and page with `after`")
}

fn within(argument: &str, value: i32, further: &str) -> Result<u32, Error> {
    let within = if value <= MOST { u32::try_from(value).ok() } else { None };
    within.ok_or_else(|| {
        Error::BadInput(format!(
            "`{argument}: {value}` is out of range: ask for 0 to {MOST} at a time{further}"
        ))
    })
}
