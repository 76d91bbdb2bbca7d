//! Positions: posts in bodies, and seats on committees.

mod find;
mod object;

pub use find::{PositionId, PositionKey, Positions};
pub use object::Position;
