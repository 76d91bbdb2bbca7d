//! Meetings counted by period. What a meeting is, and which fit a filter, is in `meeting`.

mod bucket;
mod count;
mod find;
mod object;
mod query;

pub use bucket::TimelineBucketSize;
pub use object::{TimelineBucket, TimelineSummary};
pub use query::TimelineQuery;
